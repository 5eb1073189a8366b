package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Studies;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.model.ImageSize;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.StudyImages;
import java.util.List;
import java.util.Optional;

/**
 * The studies of a batch that can be read, in the order of their uids, with their decoded images,
 * and the reasons why the others cannot. Immutable, outside native memory, so that all parts of a
 * plan may use it.
 *
 * @param studies those that can be read
 * @param images of each of them, {@code views * height * width} values in {@code [0, 1]}; empty
 *     where no victim sees images
 * @param input the size of the images; empty where no victim sees any
 * @param unreadable the other studies, with their reasons
 * @param bytes of the image files that were read, together
 */
public record ReadableStudies(
    ImmutableList<Study> studies,
    ImmutableList<float[]> images,
    Optional<ImageSize> input,
    ImmutableList<Quarantined> unreadable,
    long bytes) {

  /**
   * Reads the images of studies.
   *
   * @param input the size that the victims take; empty where none sees images, so that none is read
   */
  public static ReadableStudies read(Iterable<Study> batch, Optional<ImageSize> input) {
    ImmutableList<Study> ordered = Studies.byUid(batch);
    return input
        .map(size -> decode(ordered, size))
        .orElseGet(
            () ->
                new ReadableStudies(
                    ordered.stream()
                        .map(ReadableStudies::withDigest)
                        .collect(ImmutableList.toImmutableList()),
                    ImmutableList.of(),
                    input,
                    ImmutableList.of(),
                    0));
  }

  /** Where images are that nobody looks at, there is no telling whether they are the same. */
  private static Study withDigest(Study study) {
    return study.getImages().isEmpty() ? StudyPixels.NONE.digested(study) : study;
  }

  private static ReadableStudies decode(List<Study> studies, ImageSize input) {
    ImmutableList.Builder<Study> readable = ImmutableList.builder();
    ImmutableList.Builder<float[]> decoded = ImmutableList.builder();
    ImmutableList.Builder<Quarantined> unreadable = ImmutableList.builder();
    long bytes = 0;
    for (Study study : studies) {
      StudyImages images = StudyImages.read(study, input.views());
      bytes += images.bytes();
      images
          .ifReadable(
              pixels -> {
                readable.add(pixels.digested(study));
                decoded.add(pixels.resized(input.views(), input.height(), input.width()));
              })
          .otherwise(unreadable::add);
    }
    return new ReadableStudies(
        readable.build(), decoded.build(), Optional.of(input), unreadable.build(), bytes);
  }

  /** The studies by their uids, such as {@code 7 studies, from 12 to 98}. */
  String describe() {
    String first = studies.get(0).getUid();
    return size() == 1
        ? "study " + first
        : "%s studies, from %s to %s".formatted(size(), first, studies.get(size() - 1).getUid());
  }

  /** Number of the studies that can be read. */
  int size() {
    return studies.size();
  }

  /** Bytes of memory that the decoded images take. */
  long memory() {
    return images.stream().mapToLong(pixels -> (long) Float.BYTES * pixels.length).sum();
  }

  /** The studies as they are attacked; the arrays are owned by {@code scope}. */
  public StudyBatch toBatch(NDManager scope) {
    return new StudyBatch(
        studies,
        input.map(size -> stack(scope, size)),
        input.map(ImageSize::views).orElse(ImmutableList.of()));
  }

  /** The images as {@code [batch, views, height, width]}. */
  private NDArray stack(NDManager scope, ImageSize size) {
    int values = size.pixelsPerStudy();
    float[] stacked = new float[images.size() * values];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, stacked, i * values, values);
    }
    return scope.create(stacked, size.batch(images.size()));
  }
}
