package io.gauntlet.pipelines.command;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackForm;
import io.gauntlet.pipelines.request.UsageException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet attacks}: every attack on the class path, with its options. */
final class AttacksCommand implements Command {
  private static final int NAME = 23;
  private static final int KNOWLEDGE = 11;
  private static final int WIDTH = 100;

  @Override
  public String name() {
    return "attacks";
  }

  @Override
  public String usage() {
    return "";
  }

  @Override
  public String summary() {
    return "Lists the attacks: what each needs to know, its options, its source.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return PipelineOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) {
    if (!arguments.isEmpty()) {
      throw new UsageException("attacks takes no options, not '" + arguments.get(0) + "'");
    }
    out.println("--attacks=NAME:OPTION=VALUE:...,NAME,...   and one on images + one on words as");
    out.println("--attacks=pgd:steps=20+synonym-greedy      the words attacked before the images");
    AttackCatalogue catalogue = AttackCatalogue.load();
    section(out, "ON IMAGES", catalogue.images());
    section(out, "ON WORDS", catalogue.texts());
    out.println();
    out.println("MADE OF OTHERS, in quotes for the shell");
    catalogue.forms().stream()
        .map(AttackForm::description)
        .forEach(form -> describe(out, form, form.options(), form.name() + "(...)"));
    out.println();
    out.println("Presets: paper (the rows of the paper's Table 1), controls (what asks its victim");
    out.println("nothing), all (every attack here as it stands, and three joint ones).");
    return DONE;
  }

  private static void section(
      PrintStream out, String title, List<? extends AttackProvider<?>> attacks) {
    List<AttackOption> common = new ArrayList<>(attacks.get(0).description().options());
    attacks.forEach(attack -> common.retainAll(attack.description().options()));
    out.println();
    out.println(title);
    for (AttackOption option : common) {
      out.println("  all: " + option.name() + "=" + values(option) + "  " + option.meaning());
    }
    for (AttackProvider<?> attack : attacks) {
      List<AttackOption> own = new ArrayList<>(attack.description().options());
      own.removeAll(common);
      describe(out, attack.description(), own, attack.description().name());
    }
  }

  private static void describe(
      PrintStream out, AttackDescription attack, List<AttackOption> options, String name) {
    List<String> lines = new ArrayList<>(wrap(attack.summary()));
    for (AttackOption option : options) {
      lines.addAll(wrap(option.name() + "=" + values(option) + "  " + option.meaning()));
    }
    lines.addAll(wrap(attack.source()));
    String knowledge = attack.knowledge().name().replace('_', ' ').toLowerCase(Locale.ROOT);
    out.printf(
        Locale.ROOT, "  %-" + NAME + "s%-" + KNOWLEDGE + "s%s%n", name, knowledge, lines.get(0));
    lines
        .subList(1, lines.size())
        .forEach(line -> out.println(" ".repeat(2 + NAME + KNOWLEDGE) + line));
  }

  private static String values(AttackOption option) {
    return switch (option.kind()) {
      case CHOICE -> String.join("|", option.choices());
      case NAME -> option.standard().isEmpty() ? "NAME" : option.standard();
      default -> option.standard();
    };
  }

  /** Lines that end at the last column; all but the first are indented. */
  private static List<String> wrap(String text) {
    int width = WIDTH - 2 - NAME - KNOWLEDGE;
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > width && !line.toString().isBlank()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        line.append("    ");
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
