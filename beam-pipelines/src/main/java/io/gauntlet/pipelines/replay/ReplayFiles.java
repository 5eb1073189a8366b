package io.gauntlet.pipelines.replay;

import io.gauntlet.data.Pixels;
import io.gauntlet.model.ImageSize;
import io.gauntlet.plan.run.StudyWatch.Appearance;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.replay.Replayed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes what an outcome that was made again looks like: images as 16-bit PNGs at the size that the
 * victim sees, captions, the answers one by one, and all of it as JSON.
 */
public final class ReplayFiles {
  private static final float MIDDLE = 0.5f;

  private final RunFiles files;
  private final List<String> written = new ArrayList<>();

  /** Into a folder, which need not be there yet. */
  public ReplayFiles(String folder) {
    this.files = new RunFiles(folder);
  }

  /** Writes all files, and gives their names. */
  public List<String> write(Replayed replayed) throws IOException {
    Replayed.Appearances shown = replayed.appearances();
    Optional<ImageSize> size = replayed.size();
    if (size.isPresent()) {
      images("before", shown.before(), size.get());
      images("after", shown.after(), size.get());
      differences("difference", shown.before(), shown.after(), size.get());
      if (shown.atStop().isPresent()) {
        images("stopped", shown.atStop().get(), size.get());
        differences("stopped-difference", shown.before(), shown.atStop().get(), size.get());
      }
    }
    text("captions.txt", CaptionText.of(shown));
    text("trajectory.csv", Trajectory.csv(replayed.looks()));
    write(ReplayJson.FILE, ReplayJson.of(replayed));
    return List.copyOf(written);
  }

  private void images(String name, Appearance study, ImageSize size) throws IOException {
    float[] all = study.images().orElseThrow();
    for (int view = 0; view < size.views().size(); view++) {
      png(name, size, view, all);
    }
  }

  /** Grey is no change, white and black are the largest change of any pixel, up and down. */
  private void differences(String name, Appearance before, Appearance after, ImageSize size)
      throws IOException {
    float[] from = before.images().orElseThrow();
    float[] to = after.images().orElseThrow();
    float largest = ReplayJson.largestChange(from, to);
    float[] change = new float[from.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = largest == 0 ? MIDDLE : MIDDLE + (to[i] - from[i]) / (2 * largest);
    }
    for (int view = 0; view < size.views().size(); view++) {
      png(name, size, view, change);
    }
  }

  private void png(String name, ImageSize size, int view, float[] all) throws IOException {
    int pixels = size.height() * size.width();
    float[] ofView = Arrays.copyOfRange(all, view * pixels, (view + 1) * pixels);
    write(
        "%s-%s.png".formatted(name, size.views().get(view)),
        Pixels.of(size.height(), size.width(), ofView).toDeepPng());
  }

  private void text(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    files.write(name, bytes);
    written.add(name);
  }
}
