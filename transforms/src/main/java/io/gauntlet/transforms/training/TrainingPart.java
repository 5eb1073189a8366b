package io.gauntlet.transforms.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.train.ImageSpool;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.StudyImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The studies that train one classifier, in the order of their uids, and a digest of all that is
 * read of them. The images are on disk, not in memory.
 */
final class TrainingPart implements AutoCloseable {
  private final ImageSpool spool;
  private final List<TrainingExample> examples = new ArrayList<>();
  private final Hasher hasher = Hashing.sha256().newHasher();
  private Optional<ClassNames.Named> classes = Optional.empty();
  private long imageBytes;

  private TrainingPart(ImageSpool spool) {
    this.spool = spool;
  }

  /**
   * Reads studies.
   *
   * @param size the images; empty where none are read
   * @param unreadable told of each study whose images cannot be read
   */
  static TrainingPart read(
      Iterable<Study> studies, Optional<ImageSize> size, Consumer<Quarantined> unreadable)
      throws IOException {
    TrainingPart part = new TrainingPart(ImageSpool.create());
    try {
      for (Study study : Studies.byUid(studies)) {
        part.add(study, size, unreadable);
      }
      return part;
    } catch (UncheckedIOException e) {
      part.close();
      throw e.getCause();
    } catch (RuntimeException e) {
      part.close();
      throw e;
    }
  }

  private void add(Study study, Optional<ImageSize> size, Consumer<Quarantined> unreadable) {
    int label = Studies.label(study);
    takeClasses(new ClassNames.Named("study " + study.getUid(), study.getClassNames()));
    hasher
        .putString(study.getUid(), StandardCharsets.UTF_8)
        .putString(study.getCaption(), StandardCharsets.UTF_8)
        .putInt(label);
    if (size.isEmpty()) {
      examples.add(new TrainingExample(new float[0], study.getCaption(), label));
      return;
    }
    StudyImages images = StudyImages.read(study, size.get().views());
    imageBytes += images.bytes();
    images
        .ifReadable(
            pixels ->
                add(
                    pixels.resized(size.get().views(), size.get().height(), size.get().width()),
                    study.getCaption(),
                    label))
        .otherwise(unreadable);
  }

  private void add(float[] pixels, String caption, int label) {
    for (float value : pixels) {
      hasher.putFloat(value);
    }
    try {
      examples.add(new TrainingExample(spool.add(pixels), caption, label));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeClasses(ClassNames.Named ofStudy) {
    if (classes.isPresent()) {
      ClassNames.requireSame(
          classes.get(), ofStudy, "train on studies that all have the same classes");
    } else {
      classes = Optional.of(ofStudy);
    }
  }

  /** The classes of the studies; NORMAL and ABNORMAL where there is no study. */
  List<String> classes() {
    return classes.map(ClassNames.Named::names).orElse(ClassNames.NORMAL_ABNORMAL);
  }

  /** Sizes of the images' files, together. */
  long imageBytes() {
    return imageBytes;
  }

  /** The studies that could be read. */
  List<TrainingExample> examples() {
    return examples;
  }

  /** Takes what else decides the result, and gives the digest of everything. */
  String digest(Iterable<String> facts) {
    facts.forEach(fact -> hasher.putString(fact, StandardCharsets.UTF_8));
    return "sha256:" + hasher.hash();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
