package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * What an attack carries from one step to the next: a record of arrays {@code [images, ...]}, each
 * with its name in the paper. {@link Steps} owns them; a step need not close any.
 *
 * <pre>{@code
 * record Momentum(NDArray x, NDArray momentum) implements State<Momentum> {
 *   public Momentum map(UnaryOperator<NDArray> change) {
 *     return new Momentum(change.apply(x), change.apply(momentum));
 *   }
 * }
 * }</pre>
 *
 * @param <S> the record itself
 */
public interface State<S extends State<S>> {

  /** Where the attack is: {@code [images, views, height, width]} in {@code [0, 1]}. */
  NDArray x();

  /** A state of the arrays that a function gives for those of this one. */
  S map(UnaryOperator<NDArray> change);
}
