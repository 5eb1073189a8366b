package io.gauntlet.pipelines.request;

import static java.util.stream.Collectors.toCollection;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.CommaList;
import io.gauntlet.data.KnownNames;
import io.gauntlet.score.compare.ComparedVictims;
import io.gauntlet.score.compare.ComparedVictims.Family;
import io.gauntlet.score.policy.ComparedMetric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which victims of a run are held against each other, and where that is written.
 *
 * @param run its folder
 * @param asked what is compared
 * @param output folder of the results
 */
public record CompareRequest(String run, ComparedVictims asked, String output) {

  /**
   * Reads what a user asked for.
   *
   * @param output folder of the results; empty for that of the run
   * @throws UsageException when a list or a name cannot be
   */
  public static CompareRequest of(
      String run,
      String victims,
      String attack,
      String metric,
      String family,
      Optional<String> output) {
    ImmutableList<String> names = list("victims", victims);
    if (names.size() == 1) {
      throw new UsageException("--victims: '" + victims + "' is one; name at least two");
    }
    ImmutableList<String> attacks = list("attack", attack);
    if (attacks.isEmpty()) {
      throw new UsageException("--attack is empty; name an attack, none or *");
    }
    return new CompareRequest(
        run,
        new ComparedVictims(names, attacks, metric(metric), family(family)),
        output.orElse(run));
  }

  private static ImmutableList<String> list(String option, String text) {
    return UsageException.reading("--" + option, () -> CommaList.of(text));
  }

  private static ComparedMetric metric(String written) {
    String key = written.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
    return named(
        "metric",
        written,
        Arrays.stream(ComparedMetric.values()).filter(ComparedMetric::mayBePrimary),
        ComparedMetric::key,
        metric -> metric.key().equals(key));
  }

  private static Family family(String written) {
    return named(
        "family",
        written,
        Arrays.stream(Family.values()),
        family -> family.name().toLowerCase(Locale.ROOT),
        family -> family.name().toLowerCase(Locale.ROOT).equals(written));
  }

  private static <T> T named(
      String option,
      String written,
      Stream<T> values,
      Function<T, String> name,
      Predicate<T> isMeant) {
    var all = values.toList();
    return all.stream()
        .filter(isMeant)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--%s: there is no '%s'%s"
                        .formatted(
                            option,
                            written,
                            KnownNames.instead(
                                written,
                                all.stream().map(name).collect(toCollection(TreeSet::new))))));
  }
}
