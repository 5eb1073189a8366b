package io.gauntlet.report;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.DotPlot;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.ModalityInteraction.Dominance;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a release manager reads in twenty seconds: which modality gives way first, and how much
 * accuracy is left.
 *
 * @param headline one sentence
 * @param sentences a few more
 */
public record Summary(String headline, List<String> sentences) {
  private static final List<Attacked> SHOWN =
      List.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT, Attacked.BOTH);

  public Summary {
    sentences = List.copyOf(sentences);
  }

  static Summary of(Scorecard scorecard) {
    List<Worst> all = Worst.of(scorecard);
    List<Worst> fused = all.stream().filter(Worst::isFused).toList();
    List<String> sentences = new ArrayList<>();
    if (!fused.isEmpty()) {
      extremes(fused).ifPresent(sentences::add);
      strongest(fused).ifPresent(sentences::add);
      leaning(scorecard).ifPresent(sentences::add);
    }
    transfer(scorecard).ifPresent(sentences::add);
    if (!scorecard.warnings().isEmpty()) {
      int count = scorecard.warnings().size();
      sentences.add(
          count == 1
              ? "One sign of false security was found: see below before you trust the figures."
              : count
                  + " signs of false security were found: see below before you trust the figures.");
    }
    return new Summary(fused.isEmpty() ? unimodal(all) : gives(fused), sentences);
  }

  /** Which modality gives way first. */
  private static String gives(List<Worst> fused) {
    double clean = mean(fused, Attacked.NOTHING);
    double images = mean(fused, Attacked.IMAGE);
    double words = mean(fused, Attacked.TEXT);
    String first =
        apart(fused)
            ? images < words ? "The images give way first" : "The words give way first"
            : "Images and words give way alike";
    String models = fused.size() == 1 ? fused.get(0).victim() : "the fused models";
    return "%s. Clean, %s %s right in %s of the studies; at worst in %s when the images are attacked, and in %s when the words are."
        .formatted(
            first,
            models,
            fused.size() == 1 ? "is" : "are",
            Figures.share(clean),
            Figures.share(images),
            Figures.share(words));
  }

  /** Whether for each fused victim the two intervals are apart, and the same way round. */
  private static boolean apart(List<Worst> fused) {
    boolean imagesFirst =
        fused.stream().allMatch(worst -> below(worst, Attacked.IMAGE, Attacked.TEXT));
    boolean wordsFirst =
        fused.stream().allMatch(worst -> below(worst, Attacked.TEXT, Attacked.IMAGE));
    return imagesFirst || wordsFirst;
  }

  private static boolean below(Worst worst, Attacked low, Attacked high) {
    Estimate lower = worst.accuracy(low).orElseThrow();
    Estimate higher = worst.accuracy(high).orElseThrow();
    return (lower.hasInterval() ? lower.high() : lower.value())
        < (higher.hasInterval() ? higher.low() : higher.value());
  }

  private static double mean(List<Worst> victims, Attacked attacked) {
    return victims.stream()
        .flatMap(worst -> worst.accuracy(attacked).stream())
        .mapToDouble(Estimate::value)
        .average()
        .orElse(Double.NaN);
  }

  private static String unimodal(List<Worst> victims) {
    List<String> left = new ArrayList<>();
    for (Worst worst : victims) {
      for (Attacked attacked : List.of(Attacked.IMAGE, Attacked.TEXT)) {
        worst
            .cell(attacked)
            .ifPresent(
                cell ->
                    left.add(
                        "%s keeps %s of %s under %s"
                            .formatted(
                                worst.victim(),
                                Figures.share(cell.accuracy()),
                                Figures.share(
                                    worst
                                        .accuracy(Attacked.NOTHING)
                                        .map(Estimate::value)
                                        .orElse(Double.NaN)),
                                PaperGrid.label(cell.scoredAttack()))));
      }
    }
    return left.isEmpty()
        ? "Nothing was attacked, so nothing is known of robustness."
        : "Accuracy at worst: " + String.join("; ", left) + ".";
  }

  private static Optional<String> extremes(List<Worst> fused) {
    Comparator<Worst> byLoss = Comparator.comparingDouble(Summary::atWorst);
    Worst weakest = fused.stream().min(byLoss).orElseThrow();
    Worst strongest = fused.stream().max(byLoss).orElseThrow();
    if (atWorst(weakest) == atWorst(strongest)) {
      return Optional.of(
          fused.size() == 1
              ? "At its worst %s keeps %s."
                  .formatted(weakest.victim(), Figures.share(atWorst(weakest)))
              : "At their worst all of them keep %s.".formatted(Figures.share(atWorst(weakest))));
    }
    return Optional.of(
        "At their worst %s keeps most, %s, and %s least, %s."
            .formatted(
                strongest.victim(),
                Figures.share(atWorst(strongest)),
                weakest.victim(),
                Figures.share(atWorst(weakest))));
  }

  /** Which attacks are worst, where it is the same for all victims. */
  private static Optional<String> strongest(List<Worst> fused) {
    List<ScoredAttack> images = attacks(fused, Attacked.IMAGE);
    List<ScoredAttack> words = attacks(fused, Attacked.TEXT);
    return images.size() == 1 && words.size() == 1
        ? Optional.of(
            "The attack that leaves least is %s on the images, %s on the words."
                .formatted(PaperGrid.label(images.get(0)), PaperGrid.label(words.get(0))))
        : Optional.empty();
  }

  private static List<ScoredAttack> attacks(List<Worst> fused, Attacked attacked) {
    return fused.stream()
        .flatMap(worst -> worst.cell(attacked).stream())
        .map(ScorecardCell::scoredAttack)
        .distinct()
        .toList();
  }

  /** How much was measured, by name. */
  static Map<String, Long> sizes(Report report) {
    List<ScorecardCell> cells = report.scorecard().cells();
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("Studies", cells.stream().mapToLong(ScorecardCell::n).max().orElse(0));
    sizes.put("Victims", cells.stream().map(ScorecardCell::victim).distinct().count());
    sizes.put(
        "Attacks",
        cells.stream()
            .filter(cell -> cell.scoredAttack().attacked() != Attacked.NOTHING)
            .map(ScorecardCell::attack)
            .distinct()
            .count());
    sizes.put(
        "Transfers",
        report.scorecard().transfer().stream().map(ScorecardCell::attack).distinct().count());
    sizes.put(
        "Inputs left out", report.quarantine().values().stream().mapToLong(Long::longValue).sum());
    return sizes;
  }

  private static double atWorst(Worst worst) {
    return worst.cells().values().stream()
        .mapToDouble(ScorecardCell::accuracy)
        .min()
        .orElse(Double.NaN);
  }

  private static Optional<String> leaning(Scorecard scorecard) {
    List<Interaction> pairs = Interaction.strongest(scorecard);
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        pairs.stream()
            .map(
                pair ->
                    pair.pair().dominant() == Dominance.UNDECIDED
                        ? pair.victim() + " on neither beyond chance"
                        : pair.victim() + " on its " + InteractionTable.leansOn(pair.pair()))
            .collect(
                Collectors.joining(
                    ", ", "What each leans on, by the accuracy that it costs: ", ".")));
  }

  private static Optional<String> transfer(Scorecard scorecard) {
    OptionalDouble worst =
        scorecard.transfer().stream()
            .mapToDouble(cell -> cell.value(Metric.ACCURACY))
            .filter(accuracy -> !Double.isNaN(accuracy))
            .min();
    return worst.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Images made against one model leave another %s at worst: an attacker need not know yours."
                .formatted(Figures.share(worst.getAsDouble())));
  }

  /** Accuracy left, victim by victim; empty where nothing was attacked. */
  static Optional<Chart> chart(Scorecard scorecard) {
    List<Worst> victims = Worst.of(scorecard);
    if (victims.isEmpty()) {
      return Optional.empty();
    }
    List<DotPlot.Series> series =
        SHOWN.stream()
            .map(
                attacked ->
                    new DotPlot.Series(
                        label(attacked),
                        victims.stream().map(worst -> worst.accuracy(attacked)).toList()))
            .toList();
    return Optional.of(
        new DotPlot(
                "accuracy-left",
                "Accuracy left",
                victims.stream().map(Summary::described).collect(Collectors.joining("; ")),
                victims.stream().map(Worst::victim).toList(),
                series)
            .draw());
  }

  private static String described(Worst worst) {
    return SHOWN.stream()
        .filter(attacked -> worst.accuracy(attacked).isPresent())
        .map(
            attacked ->
                label(attacked)
                    + " "
                    + Figures.share(worst.accuracy(attacked).orElseThrow().value()))
        .collect(Collectors.joining(", ", worst.victim() + ": ", ""));
  }

  private static String label(Attacked attacked) {
    return switch (attacked) {
      case NOTHING -> "clean";
      case IMAGE -> "worst attack on images";
      case TEXT -> "worst attack on words";
      case BOTH -> "worst attack on both";
      case UNKNOWN -> "other attacks";
    };
  }
}
