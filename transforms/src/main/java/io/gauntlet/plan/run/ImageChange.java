package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.Floats;
import io.gauntlet.attack.victim.VictimCounts;
import java.util.Collections;
import java.util.List;

/**
 * What an attack on the images of a batch changed and asked.
 *
 * @param counts what the attack asked, a study
 * @param linf largest change of a pixel, a study
 * @param l2 Euclidean norm of the change, a study
 */
record ImageChange(VictimCounts counts, List<Float> linf, List<Float> l2) {

  /** No change, of as many studies. */
  static ImageChange none(int studies) {
    List<Float> zeros = Collections.nCopies(studies, 0f);
    return new ImageChange(VictimCounts.none(studies), zeros, zeros);
  }

  /**
   * The change of images.
   *
   * @param attacked {@code [batch, views, height, width]} in {@code [0, 1]}
   * @param clean {@code [batch, views, height, width]}
   */
  static ImageChange of(NDArray attacked, NDArray clean, VictimCounts counts) {
    long studies = clean.getShape().get(0);
    NDArray change = attacked.sub(clean).reshape(studies, -1);
    return new ImageChange(
        counts,
        Floats.asList(change.abs().max(new int[] {1}).toFloatArray()),
        Floats.asList(change.square().sum(new int[] {1}).sqrt().toFloatArray()));
  }
}
