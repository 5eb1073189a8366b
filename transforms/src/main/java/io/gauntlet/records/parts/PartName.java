package io.gauntlet.records.parts;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a part of a run's outcomes: what one shard of the plan made of one batch of studies.
 *
 * @param batch number of the batch, from 0
 * @param part number of the shard, from 0
 */
public record PartName(long batch, int part) implements Comparable<PartName>, Serializable {
  private static final String RECORDS = ".avro";
  private static final String SUMMARY = ".json";
  private static final Pattern NAME =
      Pattern.compile("batch-(?<batch>\\d{1,18})-part-(?<part>\\d{1,9})(?<kind>\\.avro|\\.json)?");
  private static final Comparator<PartName> ORDER =
      Comparator.comparingLong(PartName::batch).thenComparingInt(PartName::part);

  /** The part that a file belongs to, or that a text names; empty for any other. */
  public static Optional<PartName> of(String file) {
    Matcher name = NAME.matcher(file);
    return name.matches()
        ? Optional.of(
            new PartName(Long.parseLong(name.group("batch")), Integer.parseInt(name.group("part"))))
        : Optional.empty();
  }

  /** The file of its outcomes. */
  public String records() {
    return this + RECORDS;
  }

  /** The file that says what is in it. */
  public String summary() {
    return this + SUMMARY;
  }

  @Override
  public int compareTo(PartName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "batch-" + batch + "-part-" + part;
  }
}
