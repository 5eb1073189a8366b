package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;

/** A batch of studies as branches read it. */
public interface StudyInputs {

  /**
   * The images.
   *
   * @return {@code [batch, views, height, width]} in {@code [0, 1]}
   */
  NDArray pixels(NDManager scope, ImageSize size);

  /** The captions, one a study. */
  List<String> captions();

  /** The same studies with other images, of the size that the branch reads. */
  default StudyInputs withPixels(NDArray other) {
    StudyInputs studies = this;
    return new StudyInputs() {
      @Override
      public NDArray pixels(NDManager scope, ImageSize size) {
        return other;
      }

      @Override
      public List<String> captions() {
        return studies.captions();
      }
    };
  }

  /** The same studies with other captions. */
  default StudyInputs withCaptions(List<String> other) {
    StudyInputs studies = this;
    return new StudyInputs() {
      @Override
      public NDArray pixels(NDManager scope, ImageSize size) {
        return studies.pixels(scope, size);
      }

      @Override
      public List<String> captions() {
        return other;
      }
    };
  }

  /** Studies in memory, whose images have the size that the branch reads. */
  static StudyInputs of(NDArray pixels, List<String> captions) {
    return new InMemory(Optional.of(pixels), Optional.of(captions));
  }

  /** The images of studies, for victims that read nothing else. */
  static StudyInputs ofImages(NDArray pixels) {
    return new InMemory(Optional.of(pixels), Optional.empty());
  }

  /** The captions of studies, for victims that read nothing else. */
  static StudyInputs ofCaptions(List<String> captions) {
    return new InMemory(Optional.empty(), Optional.of(captions));
  }

  /** Studies in memory; a modality that is not there cannot be read. */
  record InMemory(Optional<NDArray> images, Optional<List<String>> texts) implements StudyInputs {
    @Override
    public NDArray pixels(NDManager scope, ImageSize size) {
      return images.orElseThrow();
    }

    @Override
    public List<String> captions() {
      return texts.orElseThrow();
    }
  }
}
