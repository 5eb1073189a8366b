package io.gauntlet.transforms.cohort;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.Studies;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.data.picture.Pictures;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** The images of a study, decoded, or why they could not be read. */
public final class StudyImages {
  /** What is seen of a view that a study lacks. */
  private static final Pixels BLACK = Pixels.of(1, 1, new float[] {0});

  private final Optional<StudyPixels> pixels;
  private final Optional<Quarantined> quarantined;
  private final long bytes;

  private StudyImages(Optional<StudyPixels> pixels, Optional<Quarantined> quarantined, long bytes) {
    this.pixels = pixels;
    this.quarantined = quarantined;
    this.bytes = bytes;
  }

  /** Reads all views that a study has. */
  public static StudyImages read(Study study) {
    return read(study, study.getImages().stream().map(Image::getView).toList());
  }

  /**
   * Reads some views.
   *
   * @param views names, in any order
   */
  public static StudyImages read(Study study, List<String> views) {
    ImmutableSortedMap.Builder<String, Pixels> pixels = ImmutableSortedMap.naturalOrder();
    String source = "";
    long bytes = 0;
    try {
      for (String view : views) {
        source = Studies.image(study, view);
        if (source.isEmpty()) {
          pixels.put(view, BLACK);
          continue;
        }
        Metadata file = Listing.file(Location.of(source));
        try (InputStream stream = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
          pixels.put(view, Pictures.read(stream, source));
        }
        bytes += file.sizeBytes();
      }
      return new StudyImages(
          Optional.of(new StudyPixels(pixels.buildOrThrow())), Optional.empty(), bytes);
    } catch (FileNotFoundException e) {
      return quarantined(study, source, "no-file", source + " is not there; add the image", bytes);
    } catch (BadInputException e) {
      return quarantined(study, source, e.reason(), e.getMessage(), bytes);
    } catch (IllegalArgumentException e) {
      return quarantined(study, source, "bad-path", e.getMessage(), bytes);
    } catch (IOException e) {
      return quarantined(
          study, source, "unreadable-picture", source + ": " + e.getMessage(), bytes);
    }
  }

  private static StudyImages quarantined(
      Study study, String source, String reason, String detail, long bytes) {
    return new StudyImages(
        Optional.empty(),
        Optional.of(new Quarantined(source, 0L, study.getUid(), reason, detail)),
        bytes);
  }

  /** Sizes of the files that were read whole, together. */
  public long bytes() {
    return bytes;
  }

  /** Uses the images where both could be read. */
  public StudyImages ifReadable(Consumer<StudyPixels> use) {
    pixels.ifPresent(use);
    return this;
  }

  /** Uses the reason where one could not be read. */
  public void otherwise(Consumer<Quarantined> use) {
    quarantined.ifPresent(use);
  }
}
