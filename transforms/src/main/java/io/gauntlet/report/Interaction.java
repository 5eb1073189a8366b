package io.gauntlet.report;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.sentence.JointAttack;
import io.gauntlet.report.sentence.PairWords;
import io.gauntlet.report.sentence.StrongestPairs;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.ShareBars;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.stats.Estimate;
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

  /** The strongest pair of each fused victim, see {@link StrongestPairs}. */
  static List<Interaction> strongest(Scorecard scorecard) {
    return StrongestPairs.of(scorecard).stream().map(pair -> of(scorecard, pair)).toList();
  }

  /** Which of the studies that were right the strongest pairs break; empty where none were. */
  static Optional<Chart> chart(Scorecard scorecard) {
    List<Interaction> strongest =
        strongest(scorecard).stream()
            .filter(each -> each.pair().onlyImage().isKnown())
            .filter(each -> JointAttack.of(scorecard, each.pair()).isJoint())
            .toList();
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
        PairWords.of(scorecard, pair),
        pair);
  }
}
