package io.gauntlet.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.DeadlineResult;
import io.gauntlet.records.parts.DeadlineResult.Primaries;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.StudySample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run left out on purpose, in sentences: it is never left out in silence. */
public final class ScopeWords {
  private ScopeWords() {}

  /** A sentence for each thing; none where nothing was left out. */
  public static ImmutableList<String> of(RunScope scope) {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    if (scope.sample() != null) {
      sentences.add(of(scope.sample()));
    }
    if (scope.deadline() != null) {
      of(scope.deadline(), sentences);
    }
    return sentences.build();
  }

  private static String of(StudySample sample) {
    return sample.isWhole()
        ? "All %s studies were attacked: the sample that was asked for, %s, has room for more."
            .formatted(sample.of(), sample.asked())
        : "A sample was attacked: %s, drawn by the hash of seed %s and uid, class by class."
            .formatted(sample.text(), sample.seed());
  }

  private static void of(DeadlineResult deadline, ImmutableList.Builder<String> sentences) {
    if (deadline.primaries() == Primaries.LATE) {
      sentences.add(
          "What the verdict rests on took longer than the deadline of %s; it is never left out."
              .formatted(deadline.deadline()));
    }
    if (!deadline.leftOut().isEmpty()) {
      sentences.add(
          "Left out for the deadline of %s: %s. The same command goes on with them."
              .formatted(deadline.deadline(), cells(deadline)));
    }
  }

  /** Such as {@code pgd on image, text; fgsm made against ensemble on late-fusion}. */
  private static String cells(DeadlineResult deadline) {
    Map<String, List<String>> victims =
        deadline.leftOut().stream()
            .collect(
                groupingBy(
                    ScopeWords::attack, TreeMap::new, mapping(ScopeWords::victim, toList())));
    return victims.entrySet().stream()
        .map(
            attack ->
                attack.getKey()
                    + " on "
                    + attack.getValue().stream().distinct().collect(joining(", ")))
        .collect(joining("; "));
  }

  private static String attack(PartCell cell) {
    return cell.attack() + (cell.generator() == null ? "" : " made against " + cell.generator());
  }

  private static String victim(PartCell cell) {
    return cell.victim() + (cell.replica() == null ? "" : " of seed " + cell.replica());
  }
}
