package io.gauntlet.model.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A few studies on which a victim is tried out.
 *
 * @param captions one a study, at least one
 * @param images {@code views * height * width} values in {@code [0, 1]} a study; empty where the
 *     victim sees none
 * @param size of the images; empty where the victim sees none
 */
public record ProbeStudies(
    ImmutableList<String> captions, ImmutableList<float[]> images, Optional<ImageSize> size) {
  private static final List<String> CAPTIONS =
      List.of(
          "",
          "no acute disease",
          "the heart is enlarged and there is a left pleural effusion",
          "clear lungs");

  /**
   * Studies that are made up: noise of all greys, of dark and of bright ones, and a slope, so that
   * what a victim gives for them differs as far as it can.
   *
   * @param victim whose size of images they have
   */
  public static ProbeStudies made(Victim victim) {
    Optional<ImageSize> size = victim.branch(ImageBranch.class).map(ImageBranch::size);
    return new ProbeStudies(
        ImmutableList.copyOf(CAPTIONS),
        size.map(ProbeStudies::noise).orElse(ImmutableList.of()),
        size);
  }

  private static ImmutableList<float[]> noise(ImageSize size) {
    int pixels = size.pixelsPerStudy();
    Random random = new Random(1);
    float[] grey = new float[pixels];
    float[] dark = new float[pixels];
    float[] bright = new float[pixels];
    float[] slope = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      grey[i] = random.nextFloat();
      dark[i] = 0.1f * random.nextFloat();
      bright[i] = 1 - 0.1f * random.nextFloat();
      slope[i] = (i % size.width() + 0.5f) / size.width();
    }
    return ImmutableList.of(grey, dark, bright, slope);
  }

  /** The first of them alone. */
  public ProbeStudies first() {
    return new ProbeStudies(
        captions.subList(0, 1), images.subList(0, Math.min(1, images.size())), size);
  }

  /** How many there are. */
  public int count() {
    return captions.size();
  }

  /** Some of them, as a batch in the memory of a scope. */
  public StudyInputs batch(NDManager scope, int first, int end) {
    List<String> some = captions.subList(first, end);
    return size.map(of -> StudyInputs.of(pixels(scope, of, first, end), some))
        .orElseGet(() -> StudyInputs.ofCaptions(some));
  }

  private NDArray pixels(NDManager scope, ImageSize of, int first, int end) {
    int each = of.pixelsPerStudy();
    float[] values = new float[(end - first) * each];
    for (int i = first; i < end; i++) {
      System.arraycopy(images.get(i), 0, values, (i - first) * each, each);
    }
    return scope.create(values, of.batch(end - (long) first));
  }

  /** Whether an array has the images of some of them, one study after the other. */
  boolean areIn(NDArray pixels, int first, int end) {
    float[] now = pixels.toFloatArray();
    int each = now.length / (end - first);
    for (int i = first; i < end; i++) {
      int from = (i - first) * each;
      if (!Arrays.equals(images.get(i), 0, each, now, from, from + each)) {
        return false;
      }
    }
    return true;
  }
}
