package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;

/**
 * Images as an attack left them.
 *
 * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}
 * @param change how they differ from the clean ones, outside of native memory
 */
record AttackedImages(NDArray pixels, ImageChange change) {}
