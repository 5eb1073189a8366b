/**
 * What an image attack is made of, for the attacks of this project and for those in a user's jar.
 *
 * <p>An attack that follows gradients is a formula: a record that implements {@link
 * io.gauntlet.attack.image.kit.GradientAttack} and says how a gradient becomes a direction.
 *
 * <pre>{@code
 * record Momentum(Ball ball, int steps, double travel) implements GradientAttack {
 *   @Override
 *   public NDArray direction(NDArray momentum, NDArray gradient) {
 *     return momentum.add(PerImage.overL1Norm(gradient));
 *   }
 * }
 * }</pre>
 *
 * <p>An attack with a loop of its own writes it over the same parts:
 *
 * <ul>
 *   <li>{@link io.gauntlet.attack.image.kit.BestPointSearch} asks the victim, keeps the best point
 *       of each study, and knows which studies are done; it is repeated for restarts.
 *   <li>{@link io.gauntlet.attack.image.kit.Steps} is the loop: a memory scope for each step,
 *       images that leave early, a {@link io.gauntlet.attack.image.kit.State} with names.
 *   <li>{@link io.gauntlet.attack.image.kit.Ball} projects and draws in a {@link
 *       io.gauntlet.attack.image.kit.Norm}; {@link io.gauntlet.attack.image.kit.Distance} bounds a
 *       search for the nearest image.
 *   <li>{@link io.gauntlet.attack.image.kit.PerImage} and {@link
 *       io.gauntlet.attack.image.kit.ImageValues} calculate with one number, or the values, of each
 *       image.
 * </ul>
 *
 * <p>Images are {@code [images, views, height, width]} with pixels in {@code [0, 1]}; the
 * normalisation is inside the victim. DJL gives what is computed from an array to that array's
 * manager: an attack that uses these parts need not close anything but its search.
 */
package io.gauntlet.attack.image.kit;
