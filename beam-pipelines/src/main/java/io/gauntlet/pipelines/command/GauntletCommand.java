package io.gauntlet.pipelines.command;

import com.google.common.util.concurrent.Uninterruptibles;
import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.cli.OptionChoices;
import io.gauntlet.pipelines.failure.LastLine;
import io.gauntlet.pipelines.local.ConsoleLog;
import io.gauntlet.pipelines.local.ProgressStyle;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The {@code gauntlet} command: finds the command that is meant, and turns errors into a line. */
public final class GauntletCommand {
  private static final List<Command> OWN =
      List.of(
          new DemoCommand(),
          new RunCommand(),
          new JoinCommand(),
          new ModelsCommand(),
          new ReportCommand(),
          new ScoreCommand(),
          new VerifyCommand(),
          new ReplayCommand(),
          new EraseCommand(),
          new GateCommand(),
          new CompareCommand(),
          new DiffCommand(),
          new EvidenceCommand(),
          new SchemaCommand(),
          new AttacksCommand(),
          new PlanCommand(),
          new BenchmarkCommand(),
          new DoctorCommand(),
          new CompletionCommand(GauntletCommand::all));

  /** Exit status of a process that was interrupted, as shells have it. */
  private static final int INTERRUPTED = 130;

  private static final Duration MOST_TIDYING = Duration.ofMillis(1500);

  /** Those of the modules above this one stand behind. */
  private static final List<Command> COMMANDS =
      Stream.concat(
              OWN.stream(),
              ServiceLoader.load(Command.class).stream().map(ServiceLoader.Provider::get))
          .toList();

  private static List<Command> all() {
    return COMMANDS;
  }

  private final PrintStream out;
  private final PrintStream err;

  public GauntletCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs a command and exits with 0 when done, 1 when it failed, 2 when it was misused, 3 when it
   * came to no conclusion.
   */
  public static void main(String[] arguments) {
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> tellInterrupted(ended, List.of(arguments))));
    int status = new GauntletCommand(System.out, System.err).run(List.of(arguments));
    ended.set(true);
    System.exit(status);
  }

  private static void tellInterrupted(AtomicBoolean ended, List<String> arguments) {
    if (!ended.get()) {
      Thread last = new Thread(GauntletCommand::haltSoon);
      last.setDaemon(true);
      last.start();
      if (ProgressStyle.isOnTerminal()) {
        // The bar of a stage, and ^C, may stand in the line.
        System.err.println();
      }
      ConsoleLog.of(arguments, System.err).error("interrupted" + remedy(arguments));
    }
  }

  /** Other hooks tidy up meanwhile; a user who interrupts does not wait for them. */
  private static void haltSoon() {
    Uninterruptibles.sleepUninterruptibly(MOST_TIDYING);
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  /** A command that writes a folder finds there what it finished. */
  private static String remedy(List<String> arguments) {
    boolean hasFolder =
        arguments.stream()
            .anyMatch(argument -> argument.equals("demo") || argument.startsWith("--output="));
    return hasFolder ? "; call the same command again, and it goes on where it stopped" : "";
  }

  /** Runs a command, and returns its exit status. */
  public int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "help" : arguments.get(0);
    ConsoleLog log = ConsoleLog.of(arguments, err).begin();
    try {
      if (List.of("help", "--help", "-h").contains(name)) {
        usage();
        return Command.DONE;
      }
      Command command = find(name);
      List<String> rest = arguments.subList(1, arguments.size());
      if (rest.contains("--help")) {
        help(command);
        return Command.DONE;
      }
      Optional<String> names = OptionChoices.help(command.options(), rest);
      if (names.isPresent()) {
        out.print(names.get());
        return Command.DONE;
      }
      command.prepare();
      return command.run(rest, out);
    } catch (UsageException e) {
      log.error(e.getMessage());
      return Command.MISUSED;
    } catch (IOException | RuntimeException | Error e) {
      log.error(LastLine.of(e));
      LoggerFactory.getLogger(GauntletCommand.class).debug("failed", e);
      return Command.FAILED;
    }
  }

  private static Command find(String name) {
    return COMMANDS.stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no command '"
                        + name
                        + "'"
                        + KnownNames.instead(name, COMMANDS.stream().map(Command::name).toList())));
  }

  private void usage() {
    out.println("gauntlet COMMAND [--option=value ...]");
    out.println();
    for (Command command : COMMANDS) {
      out.printf(Locale.ROOT, "  %-11s %s%n", command.name(), command.summary());
    }
    out.println();
    out.println("gauntlet COMMAND --help lists the options of a command.");
    out.println(
        "--plugins=DIR, or GAUNTLET_PLUGINS, adds the jars in a folder: attacks, victims, cohorts.");
    out.println("Exit status: 0 done, 1 failed, 2 misused, 3 inconclusive.");
  }

  private void help(Command command) {
    out.println("gauntlet " + command.name() + " " + command.usage());
    out.println(command.summary());
    out.println();
    out.print(CommandLineOptions.describe(command.options()));
    out.println();
    out.println(
        "All options of Apache Beam pass through, such as --runner=flink and --targetParallelism=4.");
  }
}
