package io.gauntlet.report.compare;

import com.google.common.collect.ImmutableList;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.ComparedVictims.Family;
import io.gauntlet.score.compare.PairedDifference;
import io.gauntlet.score.compare.RankedVictim;
import io.gauntlet.score.compare.VictimComparison;
import java.util.stream.LongStream;

/** What follows from a comparison, and how it is to be read. */
final class ComparisonWords {
  private ComparisonWords() {}

  /** How many of the pairs are told apart, in one sentence. */
  static String headline(VictimComparison comparison) {
    long pairs = comparison.attacks().stream().mapToLong(each -> each.differences().size()).sum();
    long apart =
        comparison.attacks().stream()
            .flatMap(each -> each.differences().stream())
            .filter(difference -> difference.correctedP() < comparison.alpha())
            .count();
    return comparison.attacks().isEmpty()
        ? "No two victims were attacked alike, so none can be held against another."
        : "%s of %s pairs of victims are told apart by their %s."
            .formatted(apart, pairs, comparison.metric().label());
  }

  /** How to read the letters, the intervals and p. */
  static ImmutableList<String> notes(VictimComparison comparison) {
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    notes.add(
        "Victims that share a letter are not told apart: that is no evidence that they are equal.");
    notes.add(
        "p is two-sided, of two equal victims on the same studies, after Holm's correction over %s; equal victims are told apart there with a probability of at most %s. Intervals are 95%% for each pair alone."
            .formatted(
                comparison.family() == Family.ATTACK
                    ? "the pairs under one attack"
                    : "the pairs under all attacks that are compared",
                Figures.share(comparison.alpha())));
    if (seeds(comparison).anyMatch(seeds -> seeds > 1)) {
      notes.add(
          "Victims were trained from several seeds: the figures are means over them, and what is told apart are recipes. Seeds of two victims count as independent; where they share weights, p is larger than it needs to be.");
    } else {
      notes.add("One seed of each victim was trained: what is told apart are these weights.");
    }
    long left =
        comparison.attacks().stream()
            .flatMap(each -> each.differences().stream())
            .mapToLong(PairedDifference::leftOut)
            .max()
            .orElse(0);
    if (left > 0) {
      notes.add(
          "Up to %s studies of a pair are left out, to which one of the two gave no valid answer."
              .formatted(left));
    }
    return notes.build();
  }

  private static LongStream seeds(VictimComparison comparison) {
    return comparison.attacks().stream()
        .flatMap(each -> each.ranking().stream())
        .mapToLong(RankedVictim::seeds);
  }

  static String title(AttackRanking attack) {
    return attack.attack().equals(ScoredAttack.NONE) ? "Clean" : attack.attack();
  }

  static String reason(PairedDifference.NoDifference reason) {
    return switch (reason) {
      case CLASS_EMPTY -> "no study of a class that it is of";
      case SEEDS_TOO_FEW -> "train at least 3 seeds of both, or one";
      case SEEDS_INCOMPLETE -> "some seeds lack studies";
      case STUDIES_DOUBLED -> "studies are there twice";
      case STUDIES_ALTERED -> "studies differ under one name";
    };
  }
}
