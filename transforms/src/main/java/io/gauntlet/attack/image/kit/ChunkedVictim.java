package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A victim that may be asked about any number of images: they are handed on in chunks no larger
 * than the batch under attack, so that memory does not grow with the restarts. What is computed for
 * a chunk is freed with it.
 */
final class ChunkedVictim {
  /** A query without a gradient keeps little: this many images at once, however small the batch. */
  private static final int LEAST_FORWARD = 32;

  /** The same image in another batch: logits differ by less than this share of them. */
  private static final float ROUNDING = 1e-5f;

  private final ImageClassifier victim;
  private final long[] labels;
  private final int batch;

  /**
   * A victim.
   *
   * @param labels the true class of each image
   * @param batch most images that are differentiated at once
   */
  ChunkedVictim(ImageClassifier victim, long[] labels, int batch) {
    this.victim = victim;
    this.labels = labels;
    this.batch = batch;
  }

  /** The same victim for some of its images, in any order, also repeated. */
  ChunkedVictim rows(int[] rows) {
    return new ChunkedVictim(
        victim.rows(rows), IntStream.of(rows).mapToLong(row -> labels[row]).toArray(), batch);
  }

  ImageClassifier victim() {
    return victim;
  }

  /** The margins at these images, one for each. */
  float[] margins(NDArray images) {
    float[][] leads = new float[labels.length][];
    forEachChunk(
        images,
        Math.max(batch, LEAST_FORWARD),
        (chunk, part) -> addLeads(leads, chunk, chunk.victim().logits(part)));
    return GradientAt.margins(leads);
  }

  /** The margins that these logits mean. */
  float[] marginsOf(NDArray logits) {
    return GradientAt.margins(leadsOf(logits));
  }

  private float[][] leadsOf(NDArray logits) {
    float[][] leads = new float[labels.length][];
    addLeads(leads, new Chunk(0, labels.length), logits);
    return leads;
  }

  /** The margins and the gradient at these images, owned by their manager. */
  GradientAt gradient(NDArray images, Loss loss) {
    NDManager owner = images.getManager();
    float[][] leads = new float[labels.length][];
    NDList gradients = new NDList();
    forEachChunk(
        images,
        batch,
        (chunk, part) -> {
          NDArray truth = chunk.labels(part.getManager());
          ImageGradient answer = chunk.victim().gradient(part, truth, loss);
          addLeads(leads, chunk, answer.logits());
          NDArray gradient = finite(answer.gradient());
          gradient.attach(owner);
          gradients.add(gradient);
        });
    if (gradients.size() == 1) {
      return new GradientAt(leads, gradients.head());
    }
    NDArray gradient = NDArrays.concat(gradients);
    gradient.attach(owner);
    return new GradientAt(leads, gradient);
  }

  /**
   * The margins and the gradient that a known answer means.
   *
   * @param known the answer at all images; a copy that may be used up
   */
  GradientAt reuse(ImageGradient known) {
    ImageGradient answer = victim.reuse(known);
    return new GradientAt(leadsOf(answer.logits()), finite(answer.gradient()));
  }

  private interface OfChunk {
    void run(Chunk chunk, NDArray part);
  }

  /** Images that are asked about at once. */
  private final class Chunk {
    private final int from;
    private final int to;

    Chunk(int from, int to) {
      this.from = from;
      this.to = to;
    }

    boolean isWhole() {
      return to - from == labels.length;
    }

    ImageClassifier victim() {
      return isWhole() ? victim : victim.rows(IntStream.range(from, to).toArray());
    }

    NDArray labels(NDManager scope) {
      return scope.create(Arrays.copyOfRange(labels, from, to));
    }
  }

  /** What an answer is computed from owns it: each chunk has a scope of its own. */
  private void forEachChunk(NDArray images, int most, OfChunk work) {
    for (int from = 0; from < labels.length; from += most) {
      Chunk chunk = new Chunk(from, Math.min(from + most, labels.length));
      try (NDManager scope = images.getManager().newSubManager()) {
        NDArray part = images;
        if (chunk.isWhole()) {
          part.tempAttach(scope);
        } else {
          part = images.get(scope, new NDIndex("{}:{}", chunk.from, chunk.to));
        }
        work.run(chunk, part);
      }
    }
  }

  private void addLeads(float[][] leads, Chunk chunk, NDArray logits) {
    List<Logits> rows = Logits.rows(logits);
    for (int row = 0; row < rows.size(); row++) {
      Logits study = rows.get(row);
      int label = (int) labels[chunk.from + row];
      float sizes = Math.abs(study.get(label)) + Math.abs(study.get(study.rival(label)));
      double[] exact = study.leads(label);
      float[] sure = new float[exact.length];
      for (int rank = 0; rank < sure.length; rank++) {
        sure[rank] = (float) exact[rank] - sizes * ROUNDING;
      }
      leads[chunk.from + row] = sure;
    }
  }

  /** A value that is not a number would stay in a momentum for good; it counts as flat instead. */
  private static NDArray finite(NDArray gradient) {
    if (Float.isFinite(gradient.sum().getFloat())) {
      return gradient;
    }
    return NDArrays.where(gradient.sub(gradient).eq(0), gradient, gradient.zerosLike());
  }
}
