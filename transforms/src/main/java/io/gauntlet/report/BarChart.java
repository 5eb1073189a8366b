package io.gauntlet.report;

import com.google.common.collect.Iterables;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * F1 of every victim under every attack, as bars to draw.
 *
 * @param groups one an attack: the paper's in the paper's order, then the others by name
 */
public record BarChart(List<Group> groups) {
  /** Okabe and Ito's palette without black, which a dark page would swallow. */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442");

  private static final List<String> KNOWN =
      List.of(PaperGrid.EARLY, PaperGrid.LATE, PaperGrid.ENSEMBLE, PaperGrid.IMAGE, PaperGrid.TEXT);

  /**
   * The bars of one attack.
   *
   * @param label the paper's name for the attack, or the canonical one
   * @param bars one a victim that was attacked
   */
  public record Group(String label, List<Bar> bars) {

    /** Copies what could change. */
    public Group {
      bars = List.copyOf(bars);
    }
  }

  /**
   * One victim under one attack.
   *
   * @param victim its name
   * @param f1 F1 of the abnormal class in percent, in {@code [0, 100]}
   * @param figure the same with two decimals
   * @param paper the paper's figure in percent; empty when it has none
   * @param colour as CSS writes it
   */
  public record Bar(String victim, double f1, String figure, String paper, String colour) {}

  /** Copies what could change. */
  public BarChart {
    groups = List.copyOf(groups);
  }

  /** The chart of a scorecard; transfer is left to the tables. */
  public static BarChart of(Scorecard scorecard) {
    List<String> attacks =
        inOrder(
            PaperGrid.table1().stream().map(PaperGrid.Row::attack).toList(),
            scorecard.cells().stream().map(ScorecardCell::attack));
    List<String> victims = inOrder(KNOWN, scorecard.cells().stream().map(ScorecardCell::victim));
    List<Group> groups = new ArrayList<>();
    for (String attack : attacks) {
      List<Bar> bars = new ArrayList<>();
      for (int i = 0; i < victims.size(); i++) {
        String victim = victims.get(i);
        String colour = Iterables.get(Iterables.cycle(COLOURS), i);
        scorecard
            .cell(victim, attack)
            .ifPresent(cell -> bars.add(bar(victim, attack, 100 * cell.f1(), colour)));
      }
      groups.add(new Group(PaperGrid.row(attack).map(PaperGrid.Row::label).orElse(attack), bars));
    }
    return new BarChart(groups);
  }

  private static Bar bar(String victim, String attack, double f1, String colour) {
    OptionalDouble paper = paper(victim, attack);
    return new Bar(
        victim,
        f1,
        ReportTables.twoDecimals(f1),
        paper.isPresent() ? ReportTables.twoDecimals(paper.getAsDouble()) : "",
        colour);
  }

  private static OptionalDouble paper(String victim, String attack) {
    for (PaperGrid.Row row : PaperGrid.table1()) {
      if (row.attack().equals(attack)) {
        PaperTables.Row printed = PaperTables.table1(row.paperAttack());
        return row.unimodal().filter(victim::equals).isPresent()
            ? printed.unimodal()
            : printed.f1(victim);
      }
    }
    return OptionalDouble.empty();
  }

  private static List<String> inOrder(List<String> first, Stream<String> present) {
    TreeSet<String> rest = present.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    List<String> order = new ArrayList<>(first);
    order.retainAll(rest);
    order.forEach(rest::remove);
    order.addAll(rest);
    return order;
  }
}
