package io.gauntlet.pipelines.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far one stage of a run is. Several threads tell it and ask it. */
final class StageState {
  private final String name;
  private final long total;
  private final Instant first;
  private Instant last;
  private long done;
  private long before;
  private long studies;
  private String detail = "";
  private boolean ended;

  /**
   * What an event adds.
   *
   * @param done parts that are done
   * @param before those of them that an earlier run had done
   * @param studies in the parts that are done now
   * @param ended whether no more will follow
   * @param detail what is worked on
   */
  record Step(long done, long before, long studies, boolean ended, String detail) {}

  /**
   * A stage that begins.
   *
   * @param total parts that it is expected to have
   * @param first when it began
   */
  StageState(String name, long total, Instant first) {
    this.name = name;
    this.total = total;
    this.first = first;
    this.last = first;
  }

  /** Adds an event. */
  synchronized void add(Step step, Instant now) {
    done += step.done();
    before += step.before();
    studies += step.studies();
    ended |= step.ended() || done >= total;
    detail = step.detail();
    last = now;
  }

  /** Nothing more will follow, whatever parts were expected. */
  synchronized void end() {
    ended = true;
  }

  String name() {
    return name;
  }

  long total() {
    return total;
  }

  synchronized long done() {
    return done;
  }

  synchronized long studies() {
    return studies;
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /** What is worked on, as far as a line has room for it. */
  synchronized String detail() {
    int end = detail.indexOf(';');
    return end < 0 ? detail : detail.substring(0, end);
  }

  /** From its first sign to its last. */
  synchronized Duration took() {
    return Duration.between(first, last);
  }

  synchronized StageTimes.Span span() {
    return new StageTimes.Span(name, first, last);
  }

  /** Whole per cent of its parts that are done; 100 at its end. */
  synchronized int percent() {
    return ended || total == 0 ? 100 : (int) Math.min(99, 100 * done / total);
  }

  /** Studies a second until its last sign; empty before the first part is done. */
  synchronized Optional<Double> studiesPerSecond() {
    double seconds = Duration.between(first, last).toMillis() / 1000.0;
    return studies > 0 && seconds > 0 ? Optional.of(studies / seconds) : Optional.empty();
  }

  /**
   * How long it will still take, if it goes on as it went since it began; empty where no part was
   * done yet by this run.
   */
  synchronized Optional<Duration> left(Instant now) {
    long own = done - before;
    if (own <= 0 || ended) {
      return Optional.empty();
    }
    double each = (double) Duration.between(first, last).toMillis() / own;
    long rest = (long) (each * (total - done)) - Duration.between(last, now).toMillis();
    return Optional.of(Duration.ofMillis(Math.max(0, rest)));
  }
}
