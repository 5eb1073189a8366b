package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.Studies;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** The two images of a study as a network reads them, or why they could not be read. */
public final class StudyImages {
  private final float[] pixels;
  private final Quarantined quarantined;
  private final long bytes;

  private StudyImages(float[] pixels, Quarantined quarantined, long bytes) {
    this.pixels = pixels;
    this.quarantined = quarantined;
    this.bytes = bytes;
  }

  /** Reads both views; {@code 2 * height * width} values in {@code [0, 1]}, frontal first. */
  public static StudyImages read(Study study, int height, int width) {
    float[] pixels = new float[2 * height * width];
    String source = "";
    long bytes = 0;
    try {
      source = Studies.image(study, Studies.FRONTAL);
      bytes += copy(source, height, width, pixels, 0);
      source = Studies.image(study, Studies.LATERAL);
      bytes += copy(source, height, width, pixels, height * width);
      return new StudyImages(pixels, null, bytes);
    } catch (FileNotFoundException e) {
      return quarantined(study, source, "no-file", source + " is not there; add the image", bytes);
    } catch (BadInputException e) {
      return quarantined(study, source, e.reason(), e.getMessage(), bytes);
    } catch (IOException e) {
      return quarantined(
          study, source, "unreadable-picture", source + ": " + e.getMessage(), bytes);
    }
  }

  private static StudyImages quarantined(
      Study study, String source, String reason, String detail, long bytes) {
    return new StudyImages(
        null, new Quarantined(source, 0L, study.getUid(), reason, detail), bytes);
  }

  /** Copies an image, and gives the size of its file. */
  private static long copy(String source, int height, int width, float[] into, int offset)
      throws IOException {
    Metadata file = Listing.file(Location.of(source));
    try (InputStream stream = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
      float[] view = Pixels.read(stream, source).resize(height, width).toArray();
      System.arraycopy(view, 0, into, offset, view.length);
      return file.sizeBytes();
    }
  }

  /** Sizes of the files that were read whole, together. */
  public long bytes() {
    return bytes;
  }

  public StudyImages ifReadable(Consumer<float[]> use) {
    if (pixels != null) {
      use.accept(pixels);
    }
    return this;
  }

  public void otherwise(Consumer<Quarantined> use) {
    if (quarantined != null) {
      use.accept(quarantined);
    }
  }
}
