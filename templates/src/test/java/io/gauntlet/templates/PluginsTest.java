package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of victim in a jar that is made here, through the script as its user calls it. */
class PluginsTest {
  private static final int STUDIES = 24;
  private static final String CLASS = "com/example/plugin/LongCaptions";

  @TempDir private Path folder;
  private Path checkout;

  /** Nothing is compiled: its classes are those of the tests. */
  @BeforeEach
  void haveACheckoutThatIsBuilt() throws IOException {
    checkout = folder.resolve("checkout");
    for (String module : new String[] {"transforms", "beam-pipelines", "templates"}) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main"));
      Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.copy(Path.of("../gauntlet"), checkout.resolve("gauntlet"));
    Files.createDirectories(checkout.resolve("templates/target"));
    Files.writeString(
        checkout.resolve("templates/target/classpath"), System.getProperty("java.class.path"));
  }

  private Path plugins() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source")).resolve("LongCaptions.java");
    try (var given = getClass().getResourceAsStream("/plugins/LongCaptions.java.txt")) {
      Files.copy(given, source);
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString()));
    Path plugins = Files.createDirectories(folder.resolve("my plugins"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(plugins.resolve("long-captions.jar")))) {
      for (String name : List.of(CLASS, CLASS + "$Scorer")) {
        put(jar, name + ".class", Files.readAllBytes(classes.resolve(name + ".class")));
      }
      put(
          jar,
          "META-INF/services/io.gauntlet.model.VictimProvider",
          CLASS.replace('/', '.').getBytes(StandardCharsets.UTF_8));
    }
    return plugins;
  }

  private static void put(JarOutputStream jar, String name, byte[] contents) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    ((OutputStream) jar).write(contents);
  }

  private String[] cohort() throws IOException {
    List<String> reports = new ArrayList<>();
    reports.add("uid,MeSH,Problems,image,indication,findings,impression");
    List<String> projections = new ArrayList<>();
    projections.add("uid,filename,projection");
    for (int uid = 1; uid <= STUDIES; uid++) {
      boolean normal = uid % 2 == 0;
      reports.add(
          "%s,%s,%s,,cough,%s,study %s"
              .formatted(
                  uid,
                  normal ? "normal" : "Cardiomegaly",
                  normal ? "normal" : "Cardiomegaly",
                  normal ? "clear lungs" : "the heart is large and so is the left hilum",
                  uid));
      projections.add("%s,%s-a.png,Frontal".formatted(uid, uid));
      projections.add("%s,%s-b.png,Lateral".formatted(uid, uid));
    }
    return new String[] {
      "--modalities=text",
      "--reports=" + Files.write(folder.resolve("reports.csv"), reports),
      "--projections=" + Files.write(folder.resolve("projections.csv"), projections)
    };
  }

  private String launch(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("bash", checkout.resolve("gauntlet").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = launcher.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + process.waitFor();
  }

  private String run(String... others) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of(cohort()));
    arguments.addAll(List.of(others));
    return launch(arguments.toArray(String[]::new));
  }

  @Test
  void aVictimOfAStrangersKindIsAttackedAlone() throws Exception {
    Path victim = Files.createDirectories(folder.resolve("victim"));
    Files.writeString(victim.resolve("victim.yaml"), "words: 7\nname: long\n");
    Path output = folder.resolve("output");
    String said =
        run(
            "--plugins=" + plugins(),
            "--train=none",
            "--victims=" + victim,
            "--attacks=half-sentence-deletion",
            "--output=" + output);
    assertTrue(said.endsWith("\n0"), said);
    JsonNode scorecard = new ObjectMapper().readTree(output.resolve("scorecard.json").toFile());
    Set<String> cells = new TreeSet<>();
    for (JsonNode cell : scorecard.get("cells")) {
      cells.add(cell.get("victim").asText() + " " + cell.get("attack").asText());
      if (cell.get("attack").asText().equals("none")) {
        assertEquals(1, cell.get("accuracy").asDouble(), cell.toString());
      }
    }
    assertEquals(Set.of("long half-sentence-deletion", "long none"), cells);
    assertFalse(Files.exists(output.resolve("models")));
  }

  @Test
  void aFolderWithoutJarsIsAMisuse() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        "gauntlet: --plugins: there is no jar in %s; name a folder that has one\n2"
            .formatted(empty),
        launch("models", "--plugins=" + empty));
  }
}
