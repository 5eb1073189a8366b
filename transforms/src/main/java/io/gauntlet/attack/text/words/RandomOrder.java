package io.gauntlet.attack.text.words;

import com.google.common.primitives.Ints;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Places in an order drawn uniformly. */
public final class RandomOrder {
  private RandomOrder() {}

  public static List<Integer> of(List<Integer> places, SplittableRandom random) {
    List<Integer> order = Ints.asList(Ints.toArray(places));
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }
}
