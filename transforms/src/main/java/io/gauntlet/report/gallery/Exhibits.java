package io.gauntlet.report.gallery;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.Validity;
import io.gauntlet.score.classes.ByClass;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A study for each victim and attack, as it was before and after: of the studies that were kept
 * before anything was attacked the first, by uid, that the attack broke; where it broke none, the
 * first that was right before.
 *
 * @param exhibits by victim, then by attack in the order given
 * @param left how many pairs of victim and attack have no room
 */
public record Exhibits(List<Exhibit> exhibits, int left) {
  /** Nothing was kept. */
  public static final Exhibits EMPTY = new Exhibits(List.of(), 0);

  /** The rule by which studies get here, for people. */
  public static final String RULE =
      "The studies were chosen before anything was attacked: those whose SHA-256 of run seed and uid"
          + " is smallest. Of these, each victim and attack shows the first by uid that the attack"
          + " broke; where it broke none, the first that was right before; else the first.";

  public Exhibits {
    exhibits = List.copyOf(exhibits);
  }

  /** Whether an outcome is one of those that a gallery is made of: it shows a decision. */
  public static boolean isKept(Outcome outcome) {
    return outcome.getCleanCaption() != null
        && outcome.getGenerator() == null
        && Validity.isValid(outcome);
  }

  /**
   * Makes the gallery.
   *
   * @param outcomes of which only those that are kept count
   * @param order the place of an attack; those with the same place come by name
   * @param room greatest size of the images together, in bytes of the page
   * @param unknownWords that no report of the cohort has, in lower case
   */
  public static Exhibits of(
      Collection<Outcome> outcomes,
      ToIntFunction<ScoredAttack> order,
      long room,
      ImmutableSet<String> unknownWords) {
    Map<String, Outcome> clean = new LinkedHashMap<>();
    List<Outcome> attacked = new ArrayList<>();
    for (Outcome outcome : firstReplicas(outcomes)) {
      if (attack(outcome).isNone()) {
        clean.put(outcome.getVictim() + " " + outcome.getUid(), outcome);
      } else {
        attacked.add(outcome);
      }
    }
    attacked.sort(
        comparing(Outcome::getVictim)
            .thenComparing(outcome -> order.applyAsInt(attack(outcome)))
            .thenComparing(Outcome::getAttack)
            .thenComparing(Outcome::getUid));
    ImmutableListMultimap<String, Outcome> cells =
        Multimaps.index(attacked, outcome -> outcome.getVictim() + " " + outcome.getAttack());
    List<Exhibit> exhibits = new ArrayList<>();
    int left = 0;
    long used = 0;
    for (Collection<Outcome> cell : cells.asMap().values()) {
      Exhibit exhibit = exhibit(List.copyOf(cell), clean, unknownWords);
      if (used + exhibit.size() > room) {
        left++;
      } else {
        used += exhibit.size();
        exhibits.add(exhibit);
      }
    }
    return new Exhibits(exhibits, left);
  }

  /** Of several replicas of a victim the first is shown. */
  private static List<Outcome> firstReplicas(Collection<Outcome> outcomes) {
    Map<String, Outcome> first = new LinkedHashMap<>();
    outcomes.stream()
        .filter(Exhibits::isKept)
        .sorted(comparing(Outcome::getReplica, nullsFirst(naturalOrder())))
        .forEach(
            outcome ->
                first.putIfAbsent(
                    String.join(" ", outcome.getVictim(), outcome.getAttack(), outcome.getUid()),
                    outcome));
    return List.copyOf(first.values());
  }

  private static Exhibit exhibit(
      List<Outcome> cell, Map<String, Outcome> clean, ImmutableSet<String> unknownWords) {
    List<Outcome> right = cell.stream().filter(outcome -> before(outcome).right()).toList();
    List<Outcome> fooled = right.stream().filter(outcome -> !after(outcome).right()).toList();
    Outcome shown =
        !fooled.isEmpty() ? fooled.get(0) : !right.isEmpty() ? right.get(0) : cell.get(0);
    return new Exhibit(
        shown.getVictim(),
        attack(shown),
        new Exhibit.ShownStudy(
            shown.getUid(), ByClass.shown(shown.getClassNames(), ClassNames.index(shown))),
        new Exhibit.KeptCounts(cell.size(), right.size(), fooled.size()),
        new Exhibit.Answers(before(shown), after(shown), onKept(shown)),
        views(shown, clean),
        new Exhibit.Words(
            shown.getAdversarialCaption() == null
                ? List.of()
                : WordDiff.of(shown.getCleanCaption(), shown.getAdversarialCaption(), unknownWords),
            shown.getWordsChanged()));
  }

  private static Optional<Exhibit.Views> views(Outcome shown, Map<String, Outcome> clean) {
    Optional<ByteBuffer> untouched =
        Optional.ofNullable(clean.get(shown.getVictim() + " " + shown.getUid()))
            .map(Outcome::getAdversarialImage);
    Optional<ByteBuffer> attacked = Optional.ofNullable(shown.getAdversarialImage());
    return untouched.flatMap(
        before -> attacked.map(after -> views(before, after, shown.getLinf())));
  }

  private static Exhibit.Views views(ByteBuffer clean, ByteBuffer attacked, float linf) {
    int gain = Image.gain(clean, attacked);
    return new Exhibit.Views(
        Image.of(clean),
        Image.of(attacked),
        Image.difference(clean, attacked, gain),
        gain,
        255.0 * linf);
  }

  private static ShownDecision before(Outcome outcome) {
    return ShownDecision.of(outcome, outcome.getCleanLogits());
  }

  private static ShownDecision after(Outcome outcome) {
    return ShownDecision.of(outcome, outcome.getAdversarialLogits());
  }

  private static Optional<ShownDecision> onKept(Outcome outcome) {
    return Optional.ofNullable(outcome.getKeptLogits())
        .map(logits -> ShownDecision.of(outcome, logits))
        .filter(kept -> !kept.decided().equals(after(outcome).decided()));
  }

  private static ScoredAttack attack(Outcome outcome) {
    return ScoredAttack.of(outcome.getAttack(), outcome.getAttackFields());
  }
}
