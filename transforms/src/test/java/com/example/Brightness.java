package com.example;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.VictimProvider;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.util.List;
import java.util.Map;

/** A kind of victim from another jar: pictures brighter than its threshold are ABNORMAL. */
public final class Brightness implements VictimProvider {

  @Override
  public String key() {
    return "brightness";
  }

  @Override
  public List<String> files(JsonNode config) {
    return List.of();
  }

  @Override
  public Classifier open(NDManager manager, CheckpointFiles folder, JsonNode config) {
    PixelInput input = new PixelInput(16, 16, 0, 1);
    return new Threshold(
        (float) config.get("brightness").asDouble(),
        new Architecture(Fusion.IMAGE, null, input, null, Map.of()));
  }

  private record Threshold(float threshold, Architecture architecture) implements Classifier {
    @Override
    public NDArray imageEmbedding(NDArray pixels) {
      NDArray mean = pixels.reshape(pixels.getShape().get(0), -1).mean(new int[] {1}, true);
      NDArray lead = mean.sub(threshold);
      return NDArrays.concat(new NDList(lead.neg(), lead), 1);
    }

    @Override
    public NDArray textEmbedding(NDManager manager, List<String> captions) {
      throw new UnsupportedOperationException("brightness sees no words");
    }

    @Override
    public NDArray fuse(NDArray image, NDArray text) {
      return image;
    }

    @Override
    public Classifier branchOwner(boolean image) {
      return this;
    }

    @Override
    public void close() {}
  }
}
