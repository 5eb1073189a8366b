package io.gauntlet.report;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.ShareBars;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One fused victim's 2 × 2 under the pair of attacks that leaves it least, in words.
 *
 * @param victim its name
 * @param attacks the pair, for people
 * @param square accuracy by what is attacked
 * @param sentences what it means
 * @param pair the figures
 */
public record Interaction(
    String victim,
    String attacks,
    Square square,
    List<String> sentences,
    ModalityInteraction pair) {

  public Interaction {
    sentences = List.copyOf(sentences);
  }

  /**
   * The 2 × 2.
   *
   * @param clean accuracy when nothing is attacked
   * @param images accuracy when the images are
   * @param words accuracy when the words are
   * @param both accuracy when both are
   */
  public record Square(TableCell clean, TableCell images, TableCell words, TableCell both) {}

  /**
   * The strongest pair of each fused victim, in the paper's order: the one under which least is
   * left; of several such, the one whose two attacks alone leave least.
   */
  static List<Interaction> strongest(Scorecard scorecard) {
    List<Interaction> strongest = new ArrayList<>();
    for (Worst worst : Worst.of(scorecard)) {
      scorecard.interactions().stream()
          .filter(pair -> pair.victim().equals(worst.victim()))
          .min(
              comparingDouble((ModalityInteraction pair) -> pair.both().value())
                  .thenComparingDouble(pair -> pair.image().value() + pair.text().value()))
          .ifPresent(pair -> strongest.add(of(scorecard, pair)));
    }
    return strongest;
  }

  /** Which of the studies that were right the strongest pairs break; empty where none were. */
  static Optional<Chart> chart(Scorecard scorecard) {
    List<Interaction> strongest =
        strongest(scorecard).stream().filter(each -> each.pair().onlyImage().isKnown()).toList();
    if (strongest.isEmpty()) {
      return Optional.empty();
    }
    List<ShareBars.Part> parts =
        List.of(
            part("by the images only", strongest, ModalityInteraction::onlyImage),
            part("by the words only", strongest, ModalityInteraction::onlyText),
            part("by either alone", strongest, ModalityInteraction::either),
            part("only by both together", strongest, ModalityInteraction::onlyTogether));
    return Optional.of(
        new ShareBars(
                "fooled-by",
                "Of the studies right when clean, fooled …",
                IntStream.range(0, strongest.size())
                    .mapToObj(
                        place ->
                            parts.stream()
                                .map(
                                    part ->
                                        part.label()
                                            + " "
                                            + Figures.share(part.shares().get(place)))
                                .collect(
                                    Collectors.joining(
                                        ", ", strongest.get(place).victim() + ": ", "")))
                    .collect(Collectors.joining("; ")),
                strongest.stream().map(Interaction::victim).toList(),
                parts)
            .draw());
  }

  private static ShareBars.Part part(
      String label, List<Interaction> strongest, Function<ModalityInteraction, Estimate> share) {
    return new ShareBars.Part(
        label, strongest.stream().map(pair -> share.apply(pair.pair()).value()).toList());
  }

  private static Interaction of(Scorecard scorecard, ModalityInteraction pair) {
    return new Interaction(
        pair.victim(),
        PaperGrid.label(scorecard, pair.imageAttack())
            + " and "
            + PaperGrid.label(scorecard, pair.textAttack()),
        new Square(
            TableCell.percent(pair.clean()),
            TableCell.percent(pair.image()),
            TableCell.percent(pair.text()),
            TableCell.percent(pair.both())),
        List.of(leaning(pair), together(pair), following(pair)),
        pair);
  }

  private static String leaning(ModalityInteraction pair) {
    String costs =
        "On average the attack on the images costs %s points of accuracy and that on the words %s"
            .formatted(cost(pair.imageEffect()), cost(pair.textEffect()));
    String share =
        pair.imageShare().isKnown()
            ? ", so that the images carry %s of the loss"
                .formatted(Figures.share(pair.imageShare().value()))
            : "";
    return costs
        + share
        + switch (pair.dominant()) {
          case IMAGE -> ": it leans on its images.";
          case TEXT -> ": it leans on its words.";
          case UNDECIDED -> ": which it leans on is within chance.";
        };
  }

  private static String cost(Estimate effect) {
    String interval =
        effect.hasInterval()
            ? " (%s to %s)"
                .formatted(
                    Figures.oneDecimal(100 * effect.low()), Figures.oneDecimal(100 * effect.high()))
            : "";
    return Figures.oneDecimal(100 * effect.value()) + interval;
  }

  private static String together(ModalityInteraction pair) {
    Estimate interaction = pair.interaction();
    String points = Figures.oneDecimal(100 * Math.abs(interaction.value()));
    if (!interaction.excludesZero()) {
      return "Both together cost what each costs alone, added up, within chance.";
    }
    return interaction.value() > 0
        ? "Both together cost %s points more than each alone, added up: neither modality can cover for the other."
            .formatted(points)
        : "Both together cost %s points less than each alone, added up: they break many of the same studies."
            .formatted(points);
  }

  private static String following(ModalityInteraction pair) {
    String share = Figures.share(pair.followsImage().value());
    return Double.isNaN(pair.followsImage().value())
        ? "The two attacks alone never led to different decisions."
        : "Where the two attacks alone lead to different decisions, under both it follows the images in %s."
            .formatted(share);
  }
}
