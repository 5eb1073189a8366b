package io.gauntlet.report;

import com.google.common.base.Ascii;
import io.gauntlet.data.ShellWord;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.policy.ClassView;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.Primary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Makes sentences of the causes of a verdict: each follows from its values. */
public final class CauseWords {
  private CauseWords() {}

  /** A sentence without its full stop, as in a list. */
  public static String of(Cause cause) {
    return switch (cause.code()) {
      case NO_REFERENCE ->
          "There is nothing to compare with; accept a run: gauntlet gate --first --reference=DIR"
              + " --candidate=RUN";
      case MATCHES_NOTHING -> matchesNothing(cause.names());
      case NEEDS_CLASS -> needsClass(cause.names());
      case OTHER_DATA ->
          "The runs read other data: the reference %s, the candidate %s"
              .formatted(cause.names().get(0), cause.names().get(1));
      case OTHER_SAMPLE ->
          "The runs attacked other studies: the reference %s, the candidate %s; give the candidate the --sample and the --seed of the reference, or attack the reference's models on its studies: gauntlet run --modelsFrom=DIR"
              .formatted(cause.names().get(0), cause.names().get(1));
      case OTHER_SIZES ->
          "The victims saw images of other sizes: "
              + String.join(", ", cause.names())
              + " of the reference and of the candidate";
      case OTHER_REVISIONS ->
          "Attacks were revised between the runs, so that their results are others: "
              + String.join(", ", cause.names());
      case OTHER_ATTACKS -> "The candidate was not attacked by " + String.join(", ", cause.names());
      case REFERENCE_NOT_ATTACKED ->
          "The policy names attacks that the reference was not attacked by: "
              + String.join(", ", cause.names());
      case CANDIDATE_NOT_ATTACKED ->
          "Nothing is said of what the policy compares under "
              + String.join(", ", cause.names())
              + ", for the candidate was not attacked so; attack its models: gauntlet run"
              + " --modelsFrom=DIR --attacks=...";
      case ATTACK_AGAIN ->
          "Attack the models of the reference as the candidate was, on its studies: gauntlet gate"
              + " --reattack "
              + cause.names().stream().map(ShellWord::of).collect(Collectors.joining(" "));
      case ATTACKED_AGAIN ->
          "The models of the reference were attacked as the candidate was, on its studies: %s reused, %s made anew, in %s"
              .formatted(
                  Figures.count(cause.number("reused"), "outcome", "outcomes"),
                  Math.round(cause.number("made")),
                  cause.names().get(0));
      case NOT_WHAT_WAS_WRITTEN -> String.join("; ", cause.names());
      case CELL_MISSING -> where(cause) + " is missing: the reference has it";
      case LEFT_OUT ->
          "%s was left out for the deadline of the candidate; call its run again with this policy, or a longer --deadline"
              .formatted(capitalised(what(cause)));
      case CELLS_LEFT_OUT ->
          "Left out for the deadline of the candidate, and not compared: "
              + String.join(", ", cause.names());
      case NO_ATTACK -> "No attack of the suite was run, so nothing is said of attacks";
      case SAME_WEIGHTS ->
          cause.cell() == null
              ? "The weights and the answers are those of the reference"
              : capitalised(what(cause)) + " is that of the same weights, with the same answers";
      case ONE_SEED ->
          "It is about these weights and not about the recipe: one seed a side was compared";
      case VICTIM_NOT_NAMED ->
          "All of these victims have to pass: %s; name the deployed one with 'victim:' in the policy"
              .formatted(String.join(", ", cause.names()));
      case JOINT_POWER ->
          "An equal candidate passes all primary comparisons with a probability of %s"
              .formatted(Figures.share(cause.number("power")));
      case LOOKS -> looks(cause);
      case ATTACKS_ADDED ->
          "Not compared, since the reference lacks them: " + String.join(", ", cause.names());
      case STUDIES_DOUBLED,
          STUDIES_RELABELLED,
          STUDIES_ALTERED,
          STUDIES_MISSING,
          STUDIES_ADDED,
          SEEDS_INCOMPLETE,
          NOT_REPRODUCED ->
          StudyCauseWords.differ(cause, where(cause));
      case UNUSED_BY_CANDIDATE, UNUSED_BY_REFERENCE, UNUSED_BY_BOTH ->
          StudyCauseWords.unused(cause);
      case LOST,
          BELOW_FLOOR,
          FLOOR_OPEN,
          TOO_FEW_STUDIES,
          NOT_FOR_LACK_OF_STUDIES,
          SEEDS_SPREAD,
          WORSE_WITHIN_MARGIN,
          WORSE_THAN_CURRENT ->
          capitalised(what(cause)) + compared(cause);
      case REFERENCE_TOO_LOW,
          CLASS_TOO_SMALL,
          CLASS_EMPTY,
          FALSE_SECURITY,
          LABEL_MAY_CHANGE,
          ANSWERS_INVALID,
          SEEDS_TOO_FEW ->
          "%s could tell nothing: %s".formatted(capitalised(what(cause)), doubt(cause));
    };
  }

  private static String needsClass(List<String> names) {
    return "%s: %s is of one class, and there are %s; name it, such as 'class: %s', or compare accuracy"
        .formatted(names.get(0), names.get(1), names.size() - 2, names.get(names.size() - 1));
  }

  private static String matchesNothing(List<String> names) {
    String guess = names.get(2).isEmpty() ? "" : "; did you mean '" + names.get(2) + "'?";
    return "%s: there is no '%s' in the runs%s".formatted(names.get(0), names.get(1), guess);
  }

  private static String looks(Cause cause) {
    long look = Math.round(cause.number("look"));
    return look == 1
        ? "Look 1 at this reference"
        : "Look %s at this reference: at least one of %s candidates that lose the margin passes with a probability of up to %s"
            .formatted(look, look, Figures.share(cause.number("chance")));
  }

  private static String compared(Cause cause) {
    String drop = Figures.oneDecimal(100 * cause.number("drop"));
    String margin = Figures.oneDecimal(100 * cause.number("margin"));
    return switch (cause.code()) {
      case LOST ->
          " fell by %s points, at least the margin of %s and beyond chance (p %s)"
              .formatted(drop, margin, Figures.p(cause.number("corrected_p")));
      case WORSE_WITHIN_MARGIN ->
          " is worse by %s points beyond chance (p %s), within the margin of %s"
              .formatted(drop, Figures.p(cause.number("p")), margin);
      case WORSE_THAN_CURRENT ->
          " is worse by %s points beyond chance (p %s) than that of the run that passed last"
              .formatted(drop, Figures.p(cause.number("p")));
      case NOT_FOR_LACK_OF_STUDIES ->
          " fell by %s points, at least the margin of %s, which chance may explain; more studies alone"
                  .formatted(drop, margin)
              + " are not the remedy";
      case SEEDS_SPREAD ->
          " moves too much between seeds to rule out a drop of %s points with %s seeds a side; train"
                  .formatted(margin, Math.round(cause.number("seeds")))
              + " more seeds";
      case TOO_FEW_STUDIES -> tooFew(cause, margin);
      case BELOW_FLOOR ->
          " is %s, below its floor of %s (95%% interval up to %s)"
              .formatted(
                  Figures.share(cause.number("value")),
                  Figures.share(cause.number("floor")),
                  Figures.share(cause.number("high")));
      default ->
          " is %s (%s to %s): whether its floor of %s is met is open"
              .formatted(
                  Figures.share(cause.number("value")),
                  Figures.share(cause.number("low")),
                  Figures.share(cause.number("high")),
                  Figures.share(cause.number("floor")));
    };
  }

  private static String tooFew(Cause cause, String margin) {
    String open = " may still have dropped by the margin of " + margin + " points";
    return cause.numbers().containsKey("needed")
        ? "%s: %s were compared, and %s would tell with a power of 80%% if nothing was lost (%s of the answers changed)"
            .formatted(
                open,
                Figures.count(cause.number("studies"), "study", "studies"),
                Math.round(cause.number("needed")),
                Figures.share(cause.number("discordance")))
        : open
            + ": "
            + Figures.count(cause.number("studies"), "study was", "studies were")
            + " compared";
  }

  private static String doubt(Cause cause) {
    return switch (cause.code()) {
      case REFERENCE_TOO_LOW ->
          "the reference keeps %s, less than twice the margin of %s points; hold it under %s"
              .formatted(
                  Figures.share(cause.number("reference")),
                  Figures.oneDecimal(100 * cause.number("margin")),
                  cause.names().isEmpty()
                      ? "a smaller budget, at which it keeps 30 to 80%"
                      : cause.names().get(0) + " (suite: in the policy), at which it keeps enough");
      case CLASS_TOO_SMALL ->
          "it compares %s, and with fewer than %s not even a candidate that changes nothing can pass"
              .formatted(ofClass(cause), Math.round(cause.number("fewest")));
      case CLASS_EMPTY -> "a class that it needs has no study";
      case FALSE_SECURITY ->
          "the candidate may only seem robust (" + cause.names().get(0) + "); see the warnings";
      case LABEL_MAY_CHANGE ->
          "the attack may change what is true of a study; name one that may not";
      case ANSWERS_INVALID ->
          "%s without a valid answer (%s), and the policy allows %s"
              .formatted(
                  Figures.count(cause.number("studies"), "study is", "studies are"),
                  String.join(", ", cause.names()),
                  Math.round(cause.number("allowed")));
      default ->
          "the reference has %s and the candidate %s; train at least 3 a side (--seeds=1,2,3), or one"
              .formatted(
                  Figures.count(cause.number("reference"), "seed", "seeds"),
                  Math.round(cause.number("candidate")));
    };
  }

  /** The studies of the class that is too small, with their number. */
  private static String ofClass(Cause cause) {
    double studies = cause.number("studies");
    Optional<String> name = ClassView.name(cause.slice());
    if (name.isPresent() && cause.metric() == ComparedMetric.SENSITIVITY) {
      return Figures.count(studies, "study of " + name.get(), "studies of " + name.get());
    }
    if (name.isPresent() && cause.metric() == ComparedMetric.SPECIFICITY) {
      return Figures.count(studies, "study of another class", "studies of other classes");
    }
    if (cause.metric() == ComparedMetric.SENSITIVITY) {
      return Figures.count(studies, "study of the positive class", "studies of the positive class");
    }
    if (cause.metric() == ComparedMetric.SPECIFICITY) {
      return Figures.count(studies, "study of the negative class", "studies of the negative class");
    }
    return Figures.count(studies, "study", "studies")
        + (cause.metric() == ComparedMetric.AUROC ? " of the smaller class" : "");
  }

  /** The figure of a cell, such as {@code accuracy of image under pgd}. */
  public static String what(ComparedMetric metric, CellKey cell, @Nullable String slice) {
    return metric.label() + " of " + where(cell, slice);
  }

  private static String what(Cause cause) {
    return cause.metric() == null
        ? where(cause)
        : what(cause.metric(), cause.cell(), cause.slice());
  }

  private static String where(Cause cause) {
    return where(cause.cell(), cause.slice());
  }

  private static String where(CellKey cell, @Nullable String slice) {
    String attack =
        switch (cell.attack()) {
          case ScoredAttack.NONE -> ", clean";
          case Primary.SUITE -> " under the suite";
          default -> " under " + cell.attack();
        };
    return cell.victim()
        + attack
        + cell.madeAgainst()
        + ClassView.name(slice)
            .map(name -> ", class " + name + " against the rest")
            .orElse(slice == null ? "" : ", studies with " + slice);
  }

  private static String capitalised(String words) {
    return Ascii.toUpperCase(words.substring(0, 1)) + words.substring(1);
  }
}
