package com.example;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimProvider;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kind of victim from another jar: images brighter than its threshold are ABNORMAL. */
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
  public Victim open(NDManager manager, CheckpointFiles folder, JsonNode config) {
    return new Threshold((float) config.get("brightness").asDouble());
  }

  private record Threshold(float threshold) implements Victim, ImageBranch {
    @Override
    public ImageSize size() {
      return ImageSize.ofBoth(16, 16);
    }

    @Override
    public NDArray embed(NDArray pixels) {
      NDArray mean = pixels.reshape(pixels.getShape().get(0), -1).mean(new int[] {1}, true);
      NDArray lead = mean.sub(threshold);
      return NDArrays.concat(new NDList(lead.neg(), lead), 1);
    }

    @Override
    public Map<Modality, Branch> branches() {
      return Map.of(modality(), this);
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS);
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return embeddings.get(modality());
    }

    @Override
    public void close() {}
  }
}
