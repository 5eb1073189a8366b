package io.gauntlet.model.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Stopwatch;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.http.LoopbackModel.Fault;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server on this machine that fails in the ways in which servers do. */
class HttpVictimTest {
  private static final String WORDS = "pneumothorax of mister smith";

  /** Studies that are made up, which each victim is asked about when it is opened. */
  private static final int PROBES = 4;

  @TempDir private Path folder;
  private LoopbackModel model;
  private NDManager manager;

  @BeforeEach
  void serve() throws IOException {
    model = new LoopbackModel();
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void stop() {
    manager.close();
    model.close();
  }

  private OwnVictim own(String http, String rest) throws IOException {
    Files.writeString(
        folder.resolve("victim.yaml"),
        "name: served\nhttp: {url: \"%s\"%s}\n%s\n".formatted(model.url(), http, rest));
    return VictimCatalogue.load().in(new RunFiles(folder.toString()));
  }

  private Victim open(String http) throws IOException {
    OwnVictim own = own(http, "caption: report");
    return own.open(manager, own.digest());
  }

  private float[] ask(Victim victim, String... captions) {
    return victim.logits(manager, StudyInputs.ofCaptions(List.of(captions))).toFloatArray();
  }

  @Test
  void imagesAndCaptionsAreSentUnderTheirNames() throws IOException {
    OwnVictim own =
        own(
            "",
            "pixels: {input: xray, views: [frontal], height: 2, width: 3, range: [0, 2]}\n"
                + "caption: report");
    try (Victim victim = own.open(manager, own.digest())) {
      NDArray pixels =
          manager.create(new float[] {0, 0, 0, 0, 0, 0.5f}, new ImageSize(views(), 2, 3).batch(1));
      float[] logits =
          victim.logits(manager, StudyInputs.of(pixels, List.of("clear"))).toFloatArray();
      assertArrayEquals(new float[] {4, -4}, logits);
    }
    assertEquals(
        "{\"name\":\"xray\",\"datatype\":\"FP32\",\"shape\":[1,1,2,3],"
            + "\"data\":[0.0,0.0,0.0,0.0,0.0,1.0]}",
        model.questions().get(model.questions().size() - 1).at("/inputs/0").toString());
    assertEquals(
        "report",
        model.questions().get(model.questions().size() - 1).at("/inputs/1/name").asText());
  }

  private static ImmutableList<String> views() {
    return ImmutableList.of("frontal");
  }

  @Test
  void callsAreOfTheBatchAndAsManyUnderWayAsAllowed() throws IOException {
    try (Victim victim = open(", batch: 3, concurrency: 4")) {
      model.taking(50);
      String[] captions = IntStream.range(0, 31).mapToObj("x"::repeat).toArray(String[]::new);
      float[] logits = ask(victim, captions);
      for (int i = 0; i < captions.length; i++) {
        assertEquals(i - 10, logits[2 * i + 1]);
      }
    }
    assertEquals(4, model.mostUnderWay());
    model
        .questions()
        .forEach(question -> assertTrue(question.at("/inputs/0/shape/0").asInt() <= 3));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BUSY", "FAILS", "HALF_AN_ANSWER", "CUT_OFF", "NO_JSON", "SLOW"})
  void whatPassesIsAskedAgain(Fault fault) throws IOException {
    try (Victim victim = open(", timeout: 1")) {
      victim.takeBill();
      model.failing(fault);
      assertArrayEquals(new float[] {5, -5}, ask(victim, "clear"));
      assertEquals(2, victim.takeBill());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, it answers with status 429",
    "FAILS, it answers with status 500",
    "OTHER_SHAPE, a tensor of 7 rows for 2 studies",
    "CUT_OFF, ends too early"
  })
  void whatStaysIsSaidWithoutAWordOfAReport(Fault fault, String said) throws IOException {
    try (Victim victim = open(", attempts: 2")) {
      model.failing(fault, fault);
      String message =
          assertThrows(UnansweredException.class, () -> ask(victim, WORDS, "clear")).getMessage();
      assertTrue(message.contains(said), message);
      assertFalse(message.contains("smith"), message);
      // One that was busy to the end is not waited for again.
      Stopwatch watch = Stopwatch.createStarted();
      if (fault == Fault.BUSY) {
        assertThrows(UnansweredException.class, () -> ask(victim, "clear"));
        assertTrue(watch.elapsed().toMillis() < 100, watch.toString());
      } else {
        assertArrayEquals(new float[] {5, -5}, ask(victim, "clear"));
      }
    }
  }

  @Test
  void aModelThatChangedUnderWayIsNoticed() throws IOException {
    try (Victim victim = open("")) {
      victim.requireSteady();
      model.drift();
      String message = assertThrows(UnansweredException.class, victim::requireSteady).getMessage();
      assertTrue(message.contains("is another model than when the run began"), message);
    }
    try (Victim victim = open("")) {
      model.deploy("2");
      assertThrows(UnansweredException.class, () -> ask(victim, "clear"));
    }
  }

  @Test
  void oneThatIsGoneWhenItIsOpenedGivesNoAnswers() throws IOException {
    OwnVictim own = own(", attempts: 1", "caption: report");
    String digest = own.digest();
    model.close();
    assertThrows(UnansweredException.class, own::digest);
    try (Victim victim = own.open(manager, digest)) {
      assertThrows(UnansweredException.class, () -> ask(victim, "clear"));
      assertThrows(UnansweredException.class, victim::requireSteady);
    }
  }

  @Test
  void theServersModelIsAPartOfTheDigest() throws IOException {
    OwnVictim own = own("", "caption: report");
    String before = own.digest();
    assertEquals(before, own.digest());
    model.deploy("2");
    assertNotEquals(before, own.digest());
    assertEquals(
        "its server has another model than when the run began; attack one that stays",
        assertThrows(IOException.class, () -> own.open(manager, before)).getMessage());
  }

  @Test
  void whatWasAskedForABatchIsNotAskedAgainAndEveryStudyThatWasIsBilled() throws IOException {
    try (Victim victim = open("")) {
      assertEquals(PROBES, victim.takeBill());
      for (int i = 0; i < 3; i++) {
        Victim ofBatch = victim.forClasses(victim.classNames());
        assertArrayEquals(new float[] {5, -5, 9, -9, 5, -5}, ask(ofBatch, "clear", "a", "clear"));
      }
      assertEquals(2, victim.takeBill());
      assertEquals(PROBES + 2, model.studies());
    }
  }

  @Test
  void whatAnotherModelAnsweredIsForgotten() throws IOException {
    try (Victim victim = open("")) {
      assertArrayEquals(new float[] {5, -5}, ask(victim.forClasses(victim.classNames()), "clear"));
    }
    model.drift();
    try (Victim victim = open("")) {
      assertArrayEquals(new float[] {4, -4}, ask(victim.forClasses(victim.classNames()), "clear"));
    }
  }

  @Test
  void theBudgetIsNotOverspent() throws IOException {
    try (Victim victim = open(", budget: 10")) {
      ask(victim, "a", "b");
      String message = assertThrows(UnansweredException.class, () -> ask(victim, "c")).getMessage();
      assertTrue(message.contains("http.budget, 10 studies, is spent"), message);
      // What was answered is kept: there is enough left to see that it is of the same model.
      victim.requireSteady();
      victim.requireSteady();
    }
    assertEquals(10, model.studies());
  }

  @Test
  void whoRaisesTheBudgetKeepsTheAnswersThatAreThere() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    String digest =
        own(", budget: 10, auth: {file: %s}, attempts: 3".formatted(secret), "caption: report")
            .digest();
    assertEquals(digest, own(", budget: 90, price: 0.1, rate: 5", "caption: report").digest());
    assertNotEquals(digest, own(", answer: logits", "caption: report").digest());
  }

  @Test
  void anAnswerWhoseRestNeverComesIsAskedForAgain() throws IOException {
    try (Victim victim = open(", timeout: 1")) {
      model.failing(Fault.STALLS);
      Stopwatch watch = Stopwatch.createStarted();
      assertArrayEquals(new float[] {5, -5}, ask(victim, "clear"));
      assertTrue(watch.elapsed().toSeconds() < 6, watch.toString());
    }
  }

  @Test
  void oneThatGivesMoreNumbersThanBeforeIsAnother() throws IOException {
    try (Victim victim = open("")) {
      model.failing(Fault.OTHER_WIDTH);
      String message =
          assertThrows(UnansweredException.class, () -> ask(victim, "clear")).getMessage();
      assertTrue(message.contains("it gives 3 numbers a study, and gave 2"), message);
    }
  }

  @Test
  void callsKeepTheRate() throws IOException {
    try (Victim victim = open(", rate: 20, batch: 1, concurrency: 8")) {
      Stopwatch watch = Stopwatch.createStarted();
      ask(victim, "a", "b", "c", "d", "e", "f", "g");
      assertTrue(watch.elapsed().toMillis() >= 300, watch.toString());
    }
  }

  @Test
  void theSecretIsReadFromAFileAndIsInNoMessage() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
    try (Victim victim = open(", auth: {file: \"%s\"}".formatted(secret))) {
      ask(victim, "a");
      assertTrue(model.authorizations().stream().allMatch("Bearer s3cret"::equals));
    }
    String message =
        assertThrows(
                UnansweredException.class,
                () -> own(", auth: {env: NOT_SET_ANYWHERE}", "caption: r").digest())
            .getMessage();
    assertTrue(message.contains("http.auth.env names NOT_SET_ANYWHERE, which is not set"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret\nmore", "s3cr\u00e9t", "\n"})
  void aSecretThatCannotBeSentIsNotRepeated(String text) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), text);
    String http = ", auth: {file: \"%s\"}".formatted(secret);
    String message =
        assertThrows(UnansweredException.class, () -> own(http, "caption: r").digest())
            .getMessage();
    assertTrue(message.contains("no secret of one line"), message);
    assertFalse(message.contains("s3cr"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x/y', auth: 's3cret", "https://me:s3cret w@x/y"})
  void aSecretThatStandsWhereItShouldNotIsNotRepeated(String url) throws IOException {
    Files.writeString(
        folder.resolve("victim.yaml"), "name: a\nhttp: {url: '%s'}\ncaption: r".formatted(url));
    IOException fault =
        assertThrows(
            IOException.class, () -> VictimCatalogue.load().in(new RunFiles(folder.toString())));
    assertFalse(Throwables.getStackTraceAsString(fault).contains("s3cret"), fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: a\\nhttp: {url: 'ftp://x/y'}\\ncaption: r | http.url is no address that begins with http",
        "name: a\\nhttp: {url: 'http://me:pw@x/y'}\\ncaption: r | http.url has credentials in it",
        "name: a\\nhttp: {url: 'http://x/y', protocl: v2}\\ncaption: r | there is no key \"http.protocl\"",
        "name: a\\nhttp: {url: 'http://x/y'} | pixels or caption says what the model takes",
        "name: a\\nhttp: {url: 'http://x/y', protocol: json}\\ncaption: r | http.request is missing",
        "name: a\\nhttp: {url: 'http://x/y', auth: {header: X}}\\ncaption: r | give one",
        "name: a\\nhttp: {url: 'http://x/y', auth: {env: X}}\\ncaption: r | http.auth would send its secret over http://",
        "name: a\\nhttp: {url: 'https://x/y', auth: {env: X, header: 'a b'}}\\ncaption: r | http.auth.header is no name",
        "name: a\\nhttp: {url: 'https://x/y?key=1'}\\ncaption: r | http.url has a query",
        "name: a\\nhttp: {url: 'http://x/y', rate: 0}\\ncaption: r | http.rate is 0; give a number above 0",
      })
  void aDescriptionThatIsWrongNamesKeyAndRemedy(String yaml, String said) throws IOException {
    Files.writeString(folder.resolve("victim.yaml"), yaml.replace("\\n", "\n"));
    String message =
        assertThrows(
                IOException.class, () -> VictimCatalogue.load().in(new RunFiles(folder.toString())))
            .getMessage();
    assertTrue(message.contains(said), message);
  }

  @Test
  void probabilitiesAreNotTakenForLogits() throws IOException {
    float[] half = {0.5f, 0.5f};
    HttpConfig config =
        HttpConfig.of(
            new ObjectMapper().readTree("{\"http\":{\"url\":\"http://x/y\"},\"caption\":\"r\"}"));
    assertThrows(
        IOException.class,
        () -> config.answer().requireLogits(manager.create(half, new Shape(1, 2))));
  }
}
