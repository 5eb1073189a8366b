package io.gauntlet.pipelines.local;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The clock of a run, shared out to its stages so that no second is without a name and none is there
 * twice: where several stages work at once each has an equal share, and where none that tells of
 * itself does, the time has the name of what then goes on.
 */
final class StageTimes {
  /** Reading the cohort, from the start to the first sign of a stage. */
  static final String BEFORE = "read the cohort";

  /** Handing on from one stage to the next: grouping, splitting, reading what was written. */
  static final String BETWEEN = "between stages";

  /** Scoring and writing the report, from the last sign of a stage to the end. */
  static final String AFTER = "score and report";

  private StageTimes() {}

  /** From the first sign of a stage to its last. */
  record Span(String stage, Instant first, Instant last) {

    private boolean covers(Instant from, Instant to) {
      return !first.isAfter(from) && !last.isBefore(to);
    }
  }

  /**
   * The seconds of each stage, in the order of the stages; they add up to the whole run.
   *
   * @param spans within the run
   */
  static Map<String, Duration> of(Instant start, Instant end, List<Span> spans) {
    Map<String, Duration> times = new LinkedHashMap<>();
    times.put(BEFORE, Duration.ZERO);
    spans.forEach(span -> times.put(span.stage(), Duration.ZERO));
    times.put(BETWEEN, Duration.ZERO);
    times.put(AFTER, Duration.ZERO);
    TreeSet<Instant> turns = new TreeSet<>(List.of(start, end));
    spans.forEach(span -> turns.addAll(List.of(span.first(), span.last())));
    Instant from = start;
    for (Instant to : turns.tailSet(start, false)) {
      share(times, names(from, to, spans), Duration.between(from, to));
      from = to;
    }
    times.values().removeIf(Duration::isZero);
    return times;
  }

  private static List<String> names(Instant from, Instant to, List<Span> spans) {
    List<String> working =
        spans.stream().filter(span -> span.covers(from, to)).map(Span::stage).toList();
    if (!working.isEmpty()) {
      return working;
    }
    if (spans.stream().noneMatch(span -> span.last().isAfter(from))) {
      return List.of(spans.isEmpty() ? BEFORE : AFTER);
    }
    return List.of(spans.stream().noneMatch(span -> span.first().isBefore(to)) ? BEFORE : BETWEEN);
  }

  private static void share(Map<String, Duration> times, List<String> names, Duration time) {
    Duration each = time.dividedBy(names.size());
    names.forEach(name -> times.merge(name, each, Duration::plus));
    // What does not divide is a few nanoseconds, and belongs to the first.
    times.merge(names.get(0), time.minus(each.multipliedBy(names.size())), Duration::plus);
  }
}
