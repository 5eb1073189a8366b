package io.gauntlet.pipelines.plan;

import com.google.common.collect.Maps;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode;
import io.gauntlet.plan.PlanStep;
import io.gauntlet.plan.cost.PassTimes;
import io.gauntlet.plan.cost.Passes;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A plan for people. */
public final class PlanText {
  private static final int WIDTH = 100;

  private final AttackPlan plan;
  private final PrintStream out;

  public PlanText(AttackPlan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /** What is scored, and what cannot be. */
  public void cells() {
    out.printf(Locale.ROOT, "SCORED: %d cells%n", plan.cells().size());
    Map<String, Set<String>> victims = new LinkedHashMap<>();
    for (Cell cell : plan.cells()) {
      String attack =
          cell.attack() + cell.generator().map(generator -> " against " + generator).orElse("");
      victims.computeIfAbsent(attack, key -> new TreeSet<>()).add(cell.victim());
    }
    victims.forEach((attack, names) -> line(attack, ": " + String.join(", ", names)));
    if (!plan.omitted().isEmpty()) {
      out.println();
      out.println("LEFT OUT");
      plan.omitted()
          .forEach(
              omitted -> line(omitted.attack(), ", " + omitted.victim() + ": " + omitted.reason()));
    }
  }

  private void line(String attack, String rest) {
    if (attack.length() + rest.length() + 2 <= WIDTH) {
      out.println("  " + attack + rest);
    } else {
      out.println("  " + attack);
      out.println("    " + rest.substring(2));
    }
  }

  /** What is computed once, and how many cells read it. */
  public void nodes() {
    out.println();
    out.println("COMPUTED ONCE for each study, at most so many passes, for so many cells");
    Map<PlanNode, Set<Cell>> readers = readers();
    for (PlanStep step : plan.steps()) {
      if (step.passes().total() > 0) {
        String node = step.node().toString();
        out.printf(
            Locale.ROOT,
            "  %8s %4d  %s%n",
            number(step.passes().total()),
            readers.get(step.node()).size(),
            node.length() > WIDTH - 17 ? node.substring(0, WIDTH - 20) + "..." : node);
      }
    }
  }

  private Map<PlanNode, Set<Cell>> readers() {
    Map<PlanNode, Set<Cell>> readers = new HashMap<>();
    plan.cells()
        .forEach(cell -> readers.put(new PlanNode.ScoreCell(cell), new HashSet<>(Set.of(cell))));
    List<PlanStep> steps = plan.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      PlanStep step = steps.get(i);
      Set<Cell> own = readers.computeIfAbsent(step.node(), key -> new HashSet<>());
      step.needs()
          .forEach(need -> readers.computeIfAbsent(need, key -> new HashSet<>()).addAll(own));
    }
    return readers;
  }

  /** Passes by branch, with and without sharing. */
  public void passes() {
    out.println();
    out.println("PASSES A STUDY through encoders, at most: a pair of views or a caption, one way");
    out.printf(
        Locale.ROOT, "  %-34s %9s %9s %9s %9s %9s%n", "", "images", "back", "words", "back", "all");
    plan.passes()
        .forEach(
            (branch, shared) -> {
              row(branch + sharers(branch), shared);
              row("  each cell alone", plan.alone().get(branch));
            });
    Passes shared = AttackPlan.total(plan.passes());
    Passes alone = AttackPlan.total(plan.alone());
    row("all", shared);
    row("  each cell alone", alone);
    out.printf(
        Locale.ROOT,
        "  The plan spends %.0f %% of what the cells spend alone, each victim read whole.%n",
        100 * shared.total() / alone.total());
  }

  private String sharers(String branch) {
    String others =
        plan.victims().stream()
            .filter(victim -> reads(victim, branch) && !victim.name().equals(branch))
            .map(VictimProfile::name)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : ", " + others;
  }

  private static boolean reads(VictimProfile victim, String branch) {
    return victim.branches().containsValue(branch);
  }

  private void row(String name, Passes passes) {
    out.printf(
        Locale.ROOT,
        "  %-34s %9s %9s %9s %9s %9s%n",
        name,
        number(passes.imageForward()),
        number(passes.imageBackward()),
        number(passes.textForward()),
        number(passes.textBackward()),
        number(passes.total()));
  }

  private static String number(double passes) {
    return String.format(Locale.ROOT, "%,.0f", passes);
  }

  /**
   * How long the attacks take; nothing where no network of theirs is on this machine.
   *
   * @param times of each victim whose encoders are passed through, by name
   */
  public void time(Map<String, PassTimes> times, long studies, int workers) {
    if (times.isEmpty()) {
      return;
    }
    double shared = PassTimes.of(Maps.filterKeys(plan.passes(), times::containsKey), times);
    double alone = PassTimes.of(Maps.filterKeys(plan.alone(), times::containsKey), times);
    out.println();
    out.println("TIME of the attacks on this machine, at most");
    out.println("  a pass, on random weights and one thread");
    plan.passes().keySet().stream()
        .filter(times::containsKey)
        .forEach(branch -> pass(branch, times.get(branch)));
    out.printf(Locale.ROOT, "  a study %s; its cells alone %s%n", human(shared), human(alone));
    if (studies > 0) {
      out.printf(
          Locale.ROOT,
          "  some %,d studies tested, %d workers: %s; cells alone %s%n",
          studies,
          workers,
          human(shared * studies / workers),
          human(alone * studies / workers));
    }
    out.println("  What ends when it succeeds takes less. Training is not counted.");
  }

  /**
   * How many studies victims are asked about whose owners are paid for it, and what that costs.
   *
   * @param prices of a study, by the victim's name; empty where nobody said
   * @param studies that are tested; 0 where that is not known
   */
  public void bill(Map<String, OptionalDouble> prices, long studies) {
    prices.forEach(
        (victim, price) -> {
          long scored = plan.cells().stream().filter(cell -> cell.victim().equals(victim)).count();
          double asked = plan.passes().getOrDefault(victim, Passes.NONE).total() + scored;
          String all = studies > 0 ? ", some %s for all".formatted(number(asked * studies)) : "";
          String cost =
              price.isPresent()
                  ? String.format(
                      Locale.ROOT,
                      ", which cost %,.2f at %s each",
                      asked * Math.max(1, studies) * price.getAsDouble(),
                      price.getAsDouble())
                  : "";
          out.printf(
              Locale.ROOT,
              "%nASKED of %s, at most: %s times a study%s%s%n",
              victim,
              number(asked),
              all,
              cost);
        });
  }

  private void pass(String branch, PassTimes times) {
    List<String> passes = new ArrayList<>();
    if (times.imageForward() > 0) {
      passes.add(
          "of images %s and %s back"
              .formatted(milliseconds(times.imageForward()), milliseconds(times.imageBackward())));
    }
    if (times.textForward() > 0) {
      passes.add("of words %s".formatted(milliseconds(times.textForward())));
    }
    out.printf(Locale.ROOT, "    %-34s %s%n", branch, String.join(", ", passes));
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f ms", seconds * 1000);
  }

  private static String human(double seconds) {
    Duration duration = Duration.ofMillis(Math.round(seconds * 1000));
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return duration.toHours() > 0
        ? String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart())
        : String.format(
            Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
  }
}
