package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Why something was decided, as values; the report makes the sentence.
 *
 * @param code what it is
 * @param cell that it is about; null where it is about the whole run
 * @param slice the MeSH heading that the studies have; null for all studies
 * @param metric that it is about; null where it is about none
 * @param numbers by name
 * @param names of what is meant, such as attacks or studies
 */
public record Cause(
    Code code,
    @Nullable CellKey cell,
    @Nullable String slice,
    @Nullable ComparedMetric metric,
    ImmutableSortedMap<String, Double> numbers,
    ImmutableList<String> names)
    implements Serializable {

  /** What a cause is, with its numbers and names. */
  public enum Code {
    /** Nothing to compare with. */
    NO_REFERENCE,
    /** A pattern of the policy means nothing. Names: place, what was written, the nearest name. */
    MATCHES_NOTHING,
    /**
     * A figure of one class is compared of more than two. Names: place, metric, then the classes.
     */
    NEEDS_CLASS,
    /** Other tables were read. Names: the reference's digest, the candidate's. */
    OTHER_DATA,
    /** Another sample of the studies was attacked. Names: the reference's, the candidate's. */
    OTHER_SAMPLE,
    /** The victims saw images of other sizes. Names: each with both. */
    OTHER_SIZES,
    /** An attack was revised between the runs. Names: each with both revisions. */
    OTHER_REVISIONS,
    /** The candidate was not attacked so. Names: the attacks. */
    OTHER_ATTACKS,
    /** Primaries or the suite name attacks that the reference was not attacked by. Names: those. */
    REFERENCE_NOT_ATTACKED,
    /** Primaries are of attacks that the candidate was not attacked by. Names: those. */
    CANDIDATE_NOT_ATTACKED,
    /**
     * What makes the runs comparable: the reference attacked again. Names: the options of the gate.
     */
    ATTACK_AGAIN,
    /**
     * The models of the reference were attacked again. Numbers: reused, made. Names: where the
     * outcomes are.
     */
    ATTACKED_AGAIN,
    /** Studies are there more than once. Numbers: studies. Names: one of them. */
    STUDIES_DOUBLED,
    /** Labels differ. Numbers: studies. Names: one of them. */
    STUDIES_RELABELLED,
    /** Pixels or words differ under one uid. Numbers: studies. Names: one of them. */
    STUDIES_ALTERED,
    /** The candidate lacks studies of the reference. Numbers: studies. Names: one of them. */
    STUDIES_MISSING,
    /** The candidate has studies that the reference lacks. Numbers: studies. Names: one of them. */
    STUDIES_ADDED,
    /** Some seeds lack studies. Numbers: studies. */
    SEEDS_INCOMPLETE,
    /** The same weights gave another answer. Numbers: studies. Names: one of them. */
    NOT_REPRODUCED,
    /** What was read is not what the run wrote. Names: what is wrong, and the remedy. */
    NOT_WHAT_WAS_WRITTEN,
    /** The drop is beyond chance and at least the margin. Numbers: drop, margin, corrected_p. */
    LOST,
    /** A figure is below its floor. Numbers: value, low, high, floor. */
    BELOW_FLOOR,
    /** A figure may be below its floor. Numbers: value, low, high, floor. */
    FLOOR_OPEN,
    /** The reference has the cell, the candidate has not. */
    CELL_MISSING,
    /** A comparison that decides was left out for the candidate's deadline. */
    LEFT_OUT,
    /** Not compared, for the candidate's deadline. Names: the cells. */
    CELLS_LEFT_OUT,
    /** More studies would tell. Numbers: studies, needed, discordance, margin. */
    TOO_FEW_STUDIES,
    /**
     * The estimated drop is at least the margin: more studies are no remedy. Numbers: drop, margin.
     */
    NOT_FOR_LACK_OF_STUDIES,
    /** Other seeds move the figure too much. Numbers: seeds, margin. */
    SEEDS_SPREAD,
    /**
     * The reference keeps less than twice the margin. Numbers: reference, margin. Names: a remedy.
     */
    REFERENCE_TOO_LOW,
    /** No number of right answers could pass. Numbers: studies, fewest. */
    CLASS_TOO_SMALL,
    /** No study is of the class. */
    CLASS_EMPTY,
    /** The attack seems not to work as it should. Names: the sign. */
    FALSE_SECURITY,
    /** The attack may change what is true of a study. */
    LABEL_MAY_CHANGE,
    /** Studies lack a valid answer. Numbers: studies, allowed. Names: the reasons. */
    ANSWERS_INVALID,
    /**
     * The candidate's run could not use studies that the reference has; each counts as an answer of
     * its that is wrong. Numbers: studies. Names: one of them, then the reasons.
     */
    UNUSED_BY_CANDIDATE,
    /**
     * The reference's run could not use studies that the candidate has; each counts as an answer of
     * its that is right. Numbers: studies. Names: one of them, then the reasons.
     */
    UNUSED_BY_REFERENCE,
    /** Neither run could use studies, which count nowhere. Numbers: studies. Names: one of them. */
    UNUSED_BY_BOTH,
    /**
     * One side has several seeds, and the other not at least three. Numbers: reference, candidate.
     */
    SEEDS_TOO_FEW,
    /** No attack of the suite was run. */
    NO_ATTACK,
    /** Worse beyond chance, within the margin. Numbers: drop, margin, p. */
    WORSE_WITHIN_MARGIN,
    /** The same weights gave the same answers. */
    SAME_WEIGHTS,
    /** It is about these weights, not about the recipe. */
    ONE_SEED,
    /** No victim was named. Names: those that count. */
    VICTIM_NOT_NAMED,
    /** How likely an equal candidate passes all primaries. Numbers: power. */
    JOINT_POWER,
    /** Candidates held against this reference. Numbers: look, chance. */
    LOOKS,
    /** The reference lacks attacks of the candidate. Names: the attacks. */
    ATTACKS_ADDED,
    /** Worse beyond chance than the run that passed last. Numbers: drop, p. */
    WORSE_THAN_CURRENT
  }

  /** A cause without numbers and names, about the whole run. */
  public static Cause of(Code code) {
    return new Cause(code, null, null, null, ImmutableSortedMap.of(), ImmutableList.of());
  }

  /** A cause about one figure of a cell. */
  public static Cause of(Code code, PairKey key, ComparedMetric metric) {
    return of(code, key).about(metric);
  }

  /** A cause about a cell. */
  public static Cause of(Code code, PairKey key) {
    return of(code).in(key);
  }

  private Cause in(PairKey key) {
    return new Cause(code, key.cell(), key.slice(), metric, numbers, names);
  }

  private Cause about(ComparedMetric figure) {
    return new Cause(code, cell, slice, figure, numbers, names);
  }

  /** With a number. */
  public Cause with(String name, double number) {
    return new Cause(
        code,
        cell,
        slice,
        metric,
        ImmutableSortedMap.<String, Double>naturalOrder()
            .putAll(numbers)
            .put(name, number)
            .buildOrThrow(),
        names);
  }

  /** With names. */
  public Cause naming(List<String> all) {
    return new Cause(code, cell, slice, metric, numbers, ImmutableList.copyOf(all));
  }

  /** With names. */
  public Cause naming(String... all) {
    return naming(List.of(all));
  }

  /** A number; NaN where there is none of that name. */
  public double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }
}
