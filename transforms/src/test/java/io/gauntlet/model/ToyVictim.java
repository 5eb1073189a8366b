package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A victim without a network, whose branches are two methods. */
public abstract class ToyVictim implements Victim {
  private final Map<Modality, Branch> branches = new EnumMap<>(Modality.class);

  /** A victim that sees these modalities. */
  protected ToyVictim(Modality... sees) {
    for (Modality modality : sees) {
      branches.put(
          modality,
          switch (modality) {
            case IMAGE -> new Images();
            case TEXT -> new Captions();
          });
    }
  }

  /** What it makes of images. */
  protected abstract NDArray images(NDArray pixels);

  /** What it makes of captions. */
  protected abstract NDArray captions(NDManager scope, List<String> captions);

  @Override
  public Map<Modality, Branch> branches() {
    return branches;
  }

  @Override
  public void close() {}

  private final class Images implements ImageBranch {
    @Override
    public ImageSize size() {
      throw new UnsupportedOperationException("a toy takes images of any size");
    }

    @Override
    public NDArray embed(NDArray pixels) {
      return images(pixels);
    }
  }

  private final class Captions implements TextBranch {
    @Override
    public NDArray embed(NDManager scope, List<String> captions) {
      return captions(scope, captions);
    }
  }
}
