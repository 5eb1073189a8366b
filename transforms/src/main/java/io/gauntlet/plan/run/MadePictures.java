package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.Floats;
import io.gauntlet.attack.victim.VictimCounts;
import java.util.List;

/**
 * Pictures as an attack left them.
 *
 * @param pixels {@code [batch, 2, height, width]} in {@code [0, 1]}
 * @param counts what the attack asked
 * @param linf largest change of a pixel, a study
 * @param l2 Euclidean norm of the change, a study
 */
record MadePictures(NDArray pixels, VictimCounts counts, List<Float> linf, List<Float> l2) {

  static MadePictures of(NDArray pixels, NDArray clean, VictimCounts counts) {
    long studies = clean.getShape().get(0);
    NDArray change = pixels.sub(clean).reshape(studies, -1);
    return new MadePictures(
        pixels,
        counts,
        Floats.asList(change.abs().max(new int[] {1}).toFloatArray()),
        Floats.asList(change.square().sum(new int[] {1}).sqrt().toFloatArray()));
  }
}
