package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The steps of an iterative attack. Each has a memory scope of its own, which frees all that it
 * does not return; images may leave before the last one.
 *
 * @param <S> what is carried from step to step
 */
public final class Steps<S extends State<S>> {
  private final BestPointSearch search;
  private final S start;
  private final Origin origin;
  private final IntPredicate leaving;

  private Steps(BestPointSearch search, S start, Origin origin, IntPredicate leaving) {
    this.search = search;
    this.start = start;
    this.origin = origin;
    this.leaving = leaving;
  }

  /** Where steps begin. */
  enum Origin {
    CLEAN,
    ELSEWHERE
  }

  /** One step: from a state to the next. */
  @FunctionalInterface
  public interface Step<S> {
    S next(Iteration iteration, S state);
  }

  /** The images that are under attack. */
  record Run(BestPointSearch search, ImmutableIntArray places, List<SplittableRandom> random) {

    static Run all(BestPointSearch search) {
      IntStream places = IntStream.range(0, search.size());
      return new Run(search, ImmutableIntArray.copyOf(places), search.random());
    }

    /** The rows of those that do not leave. */
    int[] staying(IntPredicate leaving) {
      return IntStream.range(0, places.length())
          .filter(row -> !leaving.test(places.get(row)))
          .toArray();
    }

    Run rows(int[] rows) {
      return new Run(
          search.pick(rows),
          ImmutableIntArray.copyOf(Arrays.stream(rows).map(places::get)),
          Arrays.stream(rows).mapToObj(random::get).toList());
    }
  }

  /**
   * Steps from the clean images.
   *
   * @param start makes the first state of a copy of them
   */
  public static <S extends State<S>> Steps<S> fromClean(
      BestPointSearch search, Function<NDArray, S> start) {
    S state = start.apply(search.clean(search.scope()));
    return new Steps<>(search, state, Origin.CLEAN, image -> false);
  }

  /** Steps from a state, whose arrays they take over. */
  public static <S extends State<S>> Steps<S> from(BestPointSearch search, S start) {
    return new Steps<>(search, start, Origin.ELSEWHERE, image -> false);
  }

  /** The same steps, in which images leave early. */
  public Steps<S> until(Until until) {
    return leaving(until.leaving(search));
  }

  /**
   * The same steps, in which images leave early.
   *
   * @param image whether an image leaves, by its place in the search; asked before each step
   */
  public Steps<S> leaving(IntPredicate image) {
    return new Steps<>(search, start, origin, image);
  }

  /**
   * Takes the steps, and asks the victim about the points where they end. To be called once.
   *
   * @param count the number of steps, at least 1
   */
  public void run(int count, Step<S> step) {
    NDManager home = search.scope();
    NDArray clean = search.clean(home);
    S state = attach(home, start);
    Run run = Run.all(search);
    for (int number = 0; number < count; number++) {
      try (NDManager scope = home.newSubManager()) {
        clean.attach(scope);
        attach(scope, state);
        int[] staying = run.staying(leaving);
        if (staying.length == 0) {
          return;
        }
        if (staying.length < clean.getShape().get(0)) {
          NDArray rows = scope.create(staying);
          run = run.rows(staying);
          clean = clean.get(rows);
          state = state.map(array -> array.get(rows));
        }
        state =
            attach(home, step.next(new Iteration(number, run, clean, state.x(), origin), state));
        clean.attach(home);
      }
    }
    run.search().margins(state.x());
    clean.close();
    state.map(
        array -> {
          array.close();
          return array;
        });
  }

  private static <S extends State<S>> S attach(NDManager owner, S state) {
    return state.map(
        array -> {
          array.attach(owner);
          return array;
        });
  }
}
