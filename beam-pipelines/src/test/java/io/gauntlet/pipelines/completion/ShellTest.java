package io.gauntlet.pipelines.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.CharMatcher;
import io.gauntlet.pipelines.options.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in the shells themselves. */
class ShellTest {
  private static final List<CompletedCommand> COMMANDS =
      List.of(
          CompletedCommand.of("demo", "It's a demo: all of it.", List.of(), DemoOptions.class),
          CompletedCommand.of(
              "completion", "Prints this.", List.of("bash", "zsh"), DemoOptions.class));

  /** What bash parts words at, beside spaces. */
  private static final CharMatcher BREAKS = CharMatcher.anyOf("=:|(<>;&");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"gauntlet \"|completion demo",
        "gauntlet de|demo",
        "gauntlet completion z|zsh",
        "gauntlet demo --attac|--attackBatch= --attacks=",
        "gauntlet demo --qui|--quiet",
        "gauntlet demo --attacks=pg|pgd",
        "gauntlet demo --attacks=pgd,fgs|pgd,fgsm",
        "gauntlet demo --attacks=fgsm:epsilon=0.1,pw|0.1,pwws",
        "gauntlet demo --attacks=pgd+synonym-gree|pgd+synonym-greedy",
        "gauntlet demo --modalities=imag|image image,text",
        "gauntlet demo --runner=fl|flink",
        "gauntlet demo --imageSize=6|\"\"",
        "gauntlet nothing --attacks=pg|\"\""
      })
  void bashCompletes(String typed, String expected) throws IOException {
    requireShell("bash");
    Path script = script(Shell.BASH);
    String replied =
        run(
            "bash",
            "--norc",
            "-c",
            "source \"$0\"; COMP_LINE=$1; COMP_POINT=${#1}; _gauntlet gauntlet \"$2\";"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"",
            script.toString(),
            typed,
            word(typed));
    assertEquals(expected, String.join(" ", replied.lines().sorted().toList()));
  }

  @Test
  void bashCompletesPathsWithSpaces() throws IOException {
    requireShell("bash");
    Files.createDirectory(folder.resolve("my cohort"));
    String typed = "gauntlet demo --output=" + folder + "/my";
    String replied =
        run(
            "bash",
            "--norc",
            "-c",
            "source \"$0\"; COMP_LINE=$1; COMP_POINT=${#1}; _gauntlet gauntlet \"$2\";"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"",
            script(Shell.BASH).toString(),
            typed,
            folder + "/my");
    assertEquals(folder.resolve("my cohort").toString(), replied.strip());
  }

  @Test
  void zshReadsItsScript() throws IOException {
    requireShell("zsh");
    String listed =
        run(
            "zsh",
            "-f",
            "-c",
            "autoload -U compinit; compinit -u -D; source \"$0\"; _gauntlet_words completion;"
                + " _gauntlet_values demo:recipe; print $_comps[gauntlet]",
            script(Shell.ZSH).toString());
    assertTrue(listed.startsWith("bash\nzsh\n--"), listed);
    assertTrue(listed.endsWith("demo\npaper\n_gauntlet\n"), listed);
  }

  private static String word(String typed) {
    String current = typed.substring(typed.lastIndexOf(' ') + 1);
    return current.substring(BREAKS.lastIndexIn(current) + 1);
  }

  private Path script(Shell shell) throws IOException {
    return Files.writeString(folder.resolve("completion"), shell.script(COMMANDS));
  }

  private static void requireShell(String shell) {
    assumeTrue(
        Stream.of("/bin", "/usr/bin", "/usr/local/bin")
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, shell))),
        "there is no " + shell);
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
