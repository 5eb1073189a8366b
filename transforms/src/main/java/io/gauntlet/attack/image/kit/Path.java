package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The steps of an attack, each in a memory scope of its own. */
public final class Path {
  /** Nobody leaves before the end. */
  public static final IntPredicate TO_THE_END = picture -> false;

  private Path() {}

  /** Where the pictures that are still on a path stand. */
  public static final class Turn {
    /** Of the step, from 0. */
    public final int number;

    /** For these pictures. */
    public final Search search;

    /** Where each of these pictures was at the start of the path. */
    public final int[] places;

    /** The clean pictures, owned by the step's scope. */
    public final NDArray clean;

    private Turn(int number, Search search, int[] places, NDArray clean) {
      this.number = number;
      this.search = search;
      this.places = places;
      this.clean = clean;
    }
  }

  /** From the points and what else is remembered, {@code [batch, ...]} each, to those after it. */
  @FunctionalInterface
  public interface Step {
    NDList next(Turn turn, NDList state);
  }

  /**
   * Walks, and looks at the points where the path ends.
   *
   * @param start the points, then what else is remembered; given away
   * @param left whether a picture leaves, by its place at the start; asked before each step
   */
  public static void follow(
      Search search, NDArray clean, NDList start, int steps, IntPredicate left, Step step) {
    NDManager home = search.manager();
    NDList all = new NDList(clean.duplicate());
    all.addAll(start);
    all.attach(home);
    Search going = search;
    int[] places = IntStream.range(0, search.size()).toArray();
    for (int number = 0; number < steps; number++) {
      try (NDManager scope = home.newSubManager()) {
        all.attach(scope);
        int[] before = places;
        int[] staying =
            IntStream.range(0, before.length).filter(i -> !left.test(before[i])).toArray();
        if (staying.length == 0) {
          return;
        }
        if (staying.length < before.length) {
          going = going.pick(staying);
          places = Arrays.stream(staying).map(i -> before[i]).toArray();
          all = pick(scope, all, staying);
        }
        NDArray from = all.head();
        NDList next = new NDList(from);
        next.addAll(step.next(new Turn(number, going, places, from), all.subNDList(1)));
        next.attach(home);
        all = next;
      }
    }
    going.leads(all.get(1));
    all.close();
  }

  private static NDList pick(NDManager scope, NDList arrays, int[] rows) {
    NDArray index = scope.create(rows);
    NDList picked = new NDList();
    for (NDArray array : arrays) {
      picked.add(array.get(index));
    }
    return picked;
  }
}
