package io.gauntlet.score;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Why a figure of a scorecard cannot be had. */
public enum Absence {
  /** There is nothing to count. */
  NO_STUDY("no study"),
  /** A figure of one class, or of a threshold, is of two classes. */
  OF_TWO_CLASSES("of two classes alone"),
  /** A figure of the abnormal class, or of both, needs an abnormal study. */
  NO_ABNORMAL_STUDY("no abnormal study"),
  /** A figure of the normal class, or of both, needs a normal study. */
  NO_NORMAL_STUDY("no normal study"),
  /** A share of the studies called abnormal needs one. */
  NONE_CALLED_ABNORMAL("none called abnormal"),
  /** A share of the studies that were right before the attack needs one. */
  NONE_RIGHT_BEFORE("none right before the attack"),
  /** A share of the accuracy lost needs a loss. */
  NOTHING_LOST("nothing lost"),
  /** A share of the studies on which two attacks led to different decisions needs one. */
  NEVER_DIFFERENT("the attacks never differ"),
  /** A mean over replicas needs the figure of each. */
  NOT_IN_EVERY_REPLICA("not in every replica"),
  /** A share of what an attack changed needs an attack on it. */
  NOT_ATTACKED("not attacked"),
  /** The figure was not counted. */
  NOT_COUNTED("not counted");

  /** Where it stands in a record of {@code scorecard.json}. */
  static final String KEY = "absent";

  private final String label;

  Absence(String label) {
    this.label = label;
  }

  /** For people, a few words that name the classes of a cell. */
  public String label(ByClass classes) {
    return switch (this) {
      case NO_ABNORMAL_STUDY -> "no " + classes.positive() + " study";
      case NO_NORMAL_STUDY -> "no " + classes.negative() + " study";
      case NONE_CALLED_ABNORMAL -> "none called " + classes.positive();
      default -> label;
    };
  }

  /** For people, a few words. */
  public String label() {
    return label;
  }

  /** For programs: lower case, words joined by underscores. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Records as JSON, each with why it lacks the figures that it lacks.
   *
   * @param absences of a record, by the names of its figures in {@code scorecard.json}
   */
  static <T> ArrayNode told(List<T> records, Function<T, ImmutableMap<String, Absence>> absences) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (T each : records) {
      ObjectNode node = Json.MAPPER.valueToTree(each);
      Map<String, Absence> absent = absences.apply(each);
      if (!absent.isEmpty()) {
        node.set(KEY, Json.MAPPER.valueToTree(absent));
      }
      array.add(node);
    }
    return array;
  }

  /** Why a cell lacks a metric, which it does lack. */
  static Absence of(ScorecardCell cell, Metric metric) {
    if (cell.n() == 0) {
      return NO_STUDY;
    }
    if (!cell.byClass().isOfTwo()) {
      return ByClass.isOfTwo(metric) ? OF_TWO_CLASSES : ofAny(cell, metric);
    }
    boolean needsAbnormal =
        switch (metric) {
          case PRECISION, RECALL, BALANCED_ACCURACY, F1, AUROC, SENSITIVITY_AT_90_SPECIFICITY ->
              true;
          default -> false;
        };
    boolean needsNormal =
        switch (metric) {
          case SPECIFICITY, BALANCED_ACCURACY, NORMAL_F1, AUROC, SENSITIVITY_AT_90_SPECIFICITY ->
              true;
          default -> false;
        };
    if (needsAbnormal && cell.confusion().abnormal() == 0) {
      return NO_ABNORMAL_STUDY;
    }
    if (needsNormal && cell.confusion().normal() == 0) {
      return NO_NORMAL_STUDY;
    }
    if (metric == Metric.PRECISION) {
      return cell.confusion().alarms() == 0 ? NONE_CALLED_ABNORMAL : NOT_IN_EVERY_REPLICA;
    }
    return ofAny(cell, metric);
  }

  /** Of a metric that is of no class. */
  private static Absence ofAny(ScorecardCell cell, Metric metric) {
    if (metric == Metric.ATTACK_SUCCESS_RATE) {
      return cell.firstRight() == 0 ? NONE_RIGHT_BEFORE : NOT_IN_EVERY_REPLICA;
    }
    return isOfAnotherModality(cell.scoredAttack().attacked(), metric) ? NOT_ATTACKED : NOT_COUNTED;
  }

  private static boolean isOfAnotherModality(Attacked attacked, Metric metric) {
    return switch (metric) {
      case IMAGES_CHANGED -> !attacked.hasImages();
      case CAPTIONS_CHANGED -> !attacked.hasWords();
      default -> false;
    };
  }

  /** Why an interaction lacks figures, by their names in {@code scorecard.json}. */
  static ImmutableMap<String, Absence> of(ModalityInteraction pair) {
    ImmutableMap.Builder<String, Absence> absent = ImmutableMap.builder();
    put(absent, "image_share", pair.imageShare(), NOTHING_LOST);
    put(absent, "follows_image", pair.followsImage(), NEVER_DIFFERENT);
    put(absent, "only_image", pair.onlyImage(), NONE_RIGHT_BEFORE);
    put(absent, "only_text", pair.onlyText(), NONE_RIGHT_BEFORE);
    put(absent, "either", pair.either(), NONE_RIGHT_BEFORE);
    put(absent, "only_together", pair.onlyTogether(), NONE_RIGHT_BEFORE);
    return absent.buildOrThrow();
  }

  /** Why a curve lacks figures, by their names in {@code scorecard.json}. */
  static ImmutableMap<String, Absence> of(RobustnessCurve curve) {
    ImmutableMap.Builder<String, Absence> absent = ImmutableMap.builder();
    put(absent, "f1_area", curve.f1Area(), NO_ABNORMAL_STUDY);
    return absent.buildOrThrow();
  }

  private static void put(
      ImmutableMap.Builder<String, Absence> absent,
      String name,
      Estimate estimate,
      Absence reason) {
    if (!estimate.isKnown()) {
      absent.put(name, reason);
    }
  }
}
