package io.gauntlet.transforms;

import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.VictimTraining;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Trains a small image classifier, in this process or in one of its own that stands still at a
 * point of its parent's choice, so that it can be killed right there.
 */
final class TrainingProcess {
  static final int EPOCHS = 6;
  static final int STUDIES = 32;
  static final String READY = "ready to be killed";
  private static final int SIDE = 12;

  private TrainingProcess() {}

  /** Where a process stands still. */
  enum Point {
    /** After reading so many images. */
    READING,
    /** In the middle of writing a file of this name for the so-manieth time. */
    WRITING
  }

  /** Arguments: the model folder, READING or WRITING, how many, and the name of the file. */
  public static void main(String[] arguments) throws IOException {
    Point point = Point.valueOf(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    Countdown countdown = new Countdown(count);
    RunFiles files = new RunFiles(arguments[0]);
    if (point == Point.READING) {
      train(files, countdown::next, new ArrayList<>());
    } else {
      train(new StoppingStore(files, arguments[3], countdown), () -> {}, new ArrayList<>());
    }
    throw new IllegalStateException("the training ended before it could be killed");
  }

  /** Trains to the end; from a checkpoint, when there is one. Gives the digest of the model. */
  static String train(ModelFolder.Store store, Runnable onImage, List<EpochSummary> trained)
      throws IOException {
    Recipe recipe = Recipe.of(EPOCHS, 8, 3e-3, 0, 0.5, 5).withClipNorm(1);
    PixelInput input = PixelInput.ofBoth(SIDE, SIDE, 0.5, 0.25);
    try (NDManager manager = NDManager.newBaseManager()) {
      VictimTraining training =
          new VictimTraining(manager, "image", examples(onImage), trained::add)
              .withCheckpoint(store, "sha256:1");
      try (NetworkVictim image =
          Gradients.without(() -> training.image(ImageNetwork.named("tiny"), input, recipe))) {
        return ModelFolder.write(
            store,
            image,
            ModelCard.begin("image", recipe, "sha256:1", Map.of()).withCurve(trained));
      }
    }
  }

  private static List<TrainingExample> examples(Runnable onImage) {
    SplittableRandom random = new SplittableRandom(1);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      int label = i % 2;
      float[] pixels = new float[2 * SIDE * SIDE];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (float) (0.3 + 0.1 * label + 0.3 * random.nextDouble());
      }
      examples.add(
          new TrainingExample(
              () -> {
                onImage.run();
                return pixels;
              },
              "",
              label));
    }
    return examples;
  }

  /** Stands still when it has been called so often. */
  private static final class Countdown {
    private int left;

    Countdown(int count) {
      left = count;
    }

    boolean isLast() {
      return --left == 0;
    }

    void next() {
      if (isLast()) {
        standStill();
      }
    }
  }

  private static void standStill() {
    System.out.println(READY);
    System.out.flush();
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A store that stands still after half of a file. */
  private record StoppingStore(RunFiles files, String name, Countdown countdown)
      implements ModelFolder.Store {

    @Override
    public void write(String file, ModelFolder.Contents contents) throws IOException {
      boolean stop = file.equals(name) && countdown.isLast();
      files.write(file, stop ? stream -> contents.to(new HalfStream(stream)) : contents);
    }

    @Override
    public void delete(Collection<String> names) throws IOException {
      files.delete(names);
    }

    @Override
    public Set<String> names() throws IOException {
      return files.names();
    }

    @Override
    public SeekableByteChannel open(String file) throws IOException {
      return files.open(file);
    }

    @Override
    public String describe(String file) {
      return files.describe(file);
    }
  }

  private static final class HalfStream extends FilterOutputStream {
    private static final int SOME = 200;
    private int written;

    HalfStream(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      if (++written == SOME) {
        out.flush();
        standStill();
      }
    }
  }
}
