package io.gauntlet.model.probe;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tries out a victim on a few studies: attacks take for granted that its answer to a study is
 * finite, the same whenever it is asked and whatever other studies are beside it, and that it
 * leaves alone the images that it is shown.
 */
public final class VictimProbe {
  /**
   * Rounding of half precision stays below this share of a logit; what a batch changes does not.
   */
  private static final float SAME = 2e-3f;

  private final Victim victim;
  private final NDManager manager;
  private final ProbeStudies studies;

  private VictimProbe(Victim victim, NDManager manager, ProbeStudies studies) {
    this.victim = victim;
    this.manager = manager;
    this.studies = studies;
  }

  /**
   * Tries out a victim.
   *
   * @throws IOException when it cannot be attacked; one line says why, and what to do
   */
  public static void check(Victim victim, NDManager manager, ProbeStudies studies)
      throws IOException {
    new VictimProbe(victim, manager, studies).check();
  }

  private void check() throws IOException {
    int all = studies.count();
    float[][] alone = new float[all][];
    for (int i = 0; i < all; i++) {
      alone[i] = answers(i, i + 1)[0];
      requireFinite(i, alone[i]);
      float[] again = answers(i, i + 1)[0];
      if (!isSame(alone[i], again)) {
        throw new IOException(
            "it gives %s and then %s for the same study; export it in evaluation mode, or fix its seed"
                .formatted(Arrays.toString(alone[i]), Arrays.toString(again)));
      }
    }
    for (int batch : ImmutableSet.of(Math.min(2, all), all)) {
      float[][] together = answers(0, batch);
      for (int i = 0; i < batch; i++) {
        if (!isSame(alone[i], together[i])) {
          throw new IOException(
              ("its answer to a study depends on the studies beside it: %s alone, and %s in a batch"
                      + " of %s; export it in evaluation mode (model.eval(), for a batch norm in"
                      + " training mode uses the batch), or say \"batch\": 1 where it is deployed"
                      + " one study at a time")
                  .formatted(Arrays.toString(alone[i]), Arrays.toString(together[i]), batch));
        }
      }
    }
  }

  /** The logits of some studies, a row each. */
  private float[][] answers(int first, int end) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      StudyInputs batch = studies.batch(scope, first, end);
      float[] flat = Gradients.without(() -> victim.logits(scope, batch)).toFloatArray();
      if (victim.branch(ImageBranch.class).isPresent()
          && !studies.areIn(batch.pixels(scope, studies.size().orElseThrow()), first, end)) {
        throw new IOException(
            "it writes into the images that it is shown; let it work on a copy of them");
      }
      int width = flat.length / (end - first);
      float[][] rows = new float[end - first][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
      }
      return rows;
    }
  }

  private void requireFinite(int study, float[] logits) throws IOException {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new IOException(
            ("it gives %s for the caption '%s'%s, which are no logits; export it again with finite"
                    + " weights, and look at what it divides by")
                .formatted(
                    Arrays.toString(logits),
                    studies.captions().get(study),
                    studies.size().isPresent() ? " and an image" : ""));
      }
    }
  }

  private static boolean isSame(float[] one, float[] other) {
    for (int i = 0; i < one.length; i++) {
      if (!(Math.abs(one[i] - other[i]) <= SAME * (1 + Math.abs(one[i])))) {
        return false;
      }
    }
    return one.length == other.length;
  }
}
