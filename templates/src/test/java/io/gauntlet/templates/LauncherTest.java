package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts everything, with a Java and a Maven that only say how they are called. */
class LauncherTest {
  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void haveACheckoutThatIsBuilt() throws IOException {
    checkout = folder.resolve("a checkout");
    for (String module : new String[] {"transforms", "beam-pipelines", "templates"}) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main"));
      Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.copy(Path.of("../gauntlet"), checkout.resolve("gauntlet"));
    script(
        checkout.resolve("mvnw"),
        "echo \"maven home $MAVEN_USER_HOME\"; for a; do echo \"given $a\"; done");
    script(folder.resolve("jdk/bin/java"), "echo \"java $(locale charmap) ${@: -1}\"");
    Files.createDirectories(checkout.resolve("templates/target"));
    Files.writeString(folder.resolve("a.jar"), "");
    Files.writeString(classpath(), folder + "/a.jar");
  }

  private Path classpath() {
    return checkout.resolve("templates/target/classpath");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What it prints, on either stream. */
  private String launch(Map<String, String> environment) throws Exception {
    return launch(environment, "models");
  }

  private String launch(Map<String, String> environment, String argument) throws Exception {
    ProcessBuilder launcher =
        new ProcessBuilder("bash", checkout.resolve("gauntlet").toString(), argument)
            .redirectErrorStream(true);
    launcher.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    launcher.environment().putAll(environment);
    Process process = launcher.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + process.waitFor();
  }

  @Test
  void whatIsBuiltRunsInALocaleThatHasANameForEveryFile() throws Exception {
    for (String locale : new String[] {"C", "POSIX", ""}) {
      assertEquals("java UTF-8 models\n0", launch(Map.of("LC_ALL", locale)));
    }
  }

  @Test
  void aJarThatIsGoneIsFetchedAgain() throws Exception {
    Files.delete(folder.resolve("a.jar"));
    String said = launch(Map.of());
    assertTrue(said.startsWith("Building Gauntlet"), said);
    assertTrue(said.endsWith("java UTF-8 models\n0"), said);
  }

  @Test
  void aRunnersJarsAreFetchedWhereItIsAskedForAndThenNoMore() throws Exception {
    script(folder.resolve("jdk/bin/java"), "for a; do echo \"java $a\"; done");
    for (String runner : new String[] {"flink", "spark"}) {
      Path own = checkout.resolve("runners").resolve(runner);
      Files.createDirectories(own.resolve("target"));
      Files.writeString(own.resolve("pom.xml"), "");
      script(
          checkout.resolve("mvnw"),
          "for a; do echo \"given $a\"; done; echo %s/a.jar > %s/target/classpath"
              .formatted(folder, own.toString().replace(" ", "\\ ")));
      String asked = "--runner=" + runner;
      String first = launch(Map.of(), asked);
      assertTrue(
          first.contains(
              "given -Prunners\ngiven --projects\ngiven beam-pipelines/runners/" + runner),
          first);
      for (String said : new String[] {first, launch(Map.of(), asked)}) {
        assertTrue(said.contains("java --add-opens=java.base/java.util=ALL-UNNAMED\n"), said);
        assertTrue(said.endsWith("java " + asked + "\n0"), said);
      }
      assertFalse(launch(Map.of(), asked).contains("given"));
    }
    assertFalse(launch(Map.of()).contains("--add-opens"));
    assertFalse(launch(Map.of()).contains("given"));
  }

  @Test
  void sparksJarsAreNotFetchedForAJavaOnWhichItDoesNotStart() throws Exception {
    script(
        folder.resolve("jdk/bin/java"),
        "[ \"$1\" != -version ] || { echo 'openjdk version \"25.0.1\" 2025' >&2; exit; }; echo runs");
    assertEquals("runs\n0", launch(Map.of(), "--runner=spark"));
  }

  @Test
  void whereNothingCanBeKeptAtHomeMavenKeepsItInTheCheckout() throws Exception {
    Files.delete(classpath());
    Map<String, String> homeless = Map.of("HOME", folder.resolve("a.jar") + "/home");
    assertTrue(launch(homeless).contains("maven home " + checkout + "/.m2\n"));
    Files.delete(classpath());
    assertTrue(
        launch(homeless).contains("given -Dmaven.repo.local=" + checkout + "/.m2/repository"));
    Files.delete(classpath());
    assertFalse(launch(Map.of("HOME", folder.toString())).contains("maven.repo.local"));
  }

  @Test
  void aBuildThatFailsAndAJavaThatIsMissingAreToldInALine() throws Exception {
    Files.delete(classpath());
    script(checkout.resolve("mvnw"), "echo '[ERROR] offline'; exit 1");
    assertTrue(
        launch(Map.of())
            .endsWith(
                "gauntlet: it could not be built, for the reason above; it needs a JDK (17 to 25) and"
                    + " Maven Central\n1"));
    assertEquals(
        "gauntlet: there is no %s/bin/java; install a JDK (17 to 25), or set JAVA_HOME to one\n1"
            .formatted(folder),
        launch(Map.of("JAVA_HOME", folder.toString())));
  }
}
