package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.data.Views;
import java.util.stream.IntStream;

/**
 * The studies that an image attack is given. It borrows its arrays: they belong to their managers.
 *
 * @param images the clean images, {@code [batch, views, height, width]} in {@code [0, 1]}
 * @param views their names, in this order
 * @param labels true classes {@code [batch]}, int64, from 0
 * @param seeds one for each study, of all randomness that the attack spends on it
 * @param clean what is known of the victim at {@code images}
 */
public record ImageBatch(
    NDArray images,
    ImmutableList<String> views,
    NDArray labels,
    ImmutableLongArray seeds,
    CleanAnswer clean) {

  /** A batch of frontal and lateral views of which nothing is known. */
  public static ImageBatch of(NDArray images, NDArray labels, long... seeds) {
    return new ImageBatch(
        images,
        Views.BOTH.names(),
        labels,
        ImmutableLongArray.copyOf(seeds),
        CleanAnswer.unknown());
  }

  /** The same batch, whose views are others. */
  public ImageBatch withViews(ImmutableList<String> names) {
    return new ImageBatch(images, names, labels, seeds, clean);
  }

  /** Number of studies. */
  public int size() {
    return seeds.length();
  }

  /** The manager of the images, which also owns what an attack returns. */
  public NDManager manager() {
    return images.getManager();
  }

  /** The same batch with other seeds. */
  public ImageBatch withSeeds(ImmutableLongArray other) {
    return new ImageBatch(images, views, labels, other, clean);
  }

  /** The same batch with what is known of a victim at its images. */
  public ImageBatch withClean(CleanAnswer known) {
    return new ImageBatch(images, views, labels, seeds, known);
  }

  /**
   * Some of the studies, copied into a memory scope. Nothing is known of them: an attack that is
   * part of another one asks, and spends, as it does on its own.
   */
  public ImageBatch rows(NDManager scope, int[] rows) {
    NDArray index = scope.create(rows);
    NDArray picked = images.get(index);
    NDArray truth = labels.get(index);
    picked.attach(scope);
    truth.attach(scope);
    return of(picked, truth, IntStream.of(rows).mapToLong(seeds::get).toArray()).withViews(views);
  }
}
