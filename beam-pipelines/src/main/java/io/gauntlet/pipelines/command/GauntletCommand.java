package io.gauntlet.pipelines.command;

import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
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
          new ExpansionCommand());

  /** Those of the modules above this one stand behind. */
  private static final List<Command> COMMANDS =
      Stream.concat(
              OWN.stream(),
              ServiceLoader.load(Command.class).stream().map(ServiceLoader.Provider::get))
          .toList();

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
      // The bar of a stage may stand in the line.
      System.err.println();
      System.err.println("gauntlet: interrupted" + remedy(arguments));
    }
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
      NativeFolders.ofThisProcess().choose();
      return command.run(rest, out);
    } catch (UsageException e) {
      err.println("gauntlet: " + e.getMessage());
      return Command.MISUSED;
    } catch (IOException | RuntimeException | Error e) {
      err.println("gauntlet: " + LastLine.of(e));
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
      out.printf(Locale.ROOT, "  %-10s %s%n", command.name(), command.summary());
    }
    out.println();
    out.println("gauntlet COMMAND --help lists the options of a command.");
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
