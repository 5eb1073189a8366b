package io.gauntlet.records.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.records.AttackValues;
import io.gauntlet.records.parts.RunFault.Code;
import io.gauntlet.schema.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCheckTest {
  private static final PartName PART = new PartName(2, 1);
  private static final AttackCatalogue ATTACKS = AttackCatalogue.load();

  @TempDir private Path folder;
  private WrittenParts parts;
  private RunManifest manifest;

  @BeforeEach
  void write() throws IOException {
    parts = new WrittenParts(folder);
    manifest = parts.write(outcomes(30));
  }

  /** Of two victims under two attacks; every third answer is wrong. */
  static List<Outcome> outcomes(int studies) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int study = 0; study < studies; study++) {
      for (String victim : List.of("image", "text")) {
        for (String attack : List.of("none", "fgsm:epsilon=0.03")) {
          float lead = study % 3 == 0 ? -1 : 1;
          outcomes.add(
              Outcome.newBuilder()
                  .setUid(String.format(Locale.ROOT, "s%02d", study))
                  .setStudyDigest("sha256:" + study)
                  .setVictim(victim)
                  .setVictimDigest("sha256:" + victim)
                  .setAttack(attack)
                  .setAttackFields(AttackValues.of(ATTACKS.parse(attack)))
                  .setLabel(study % 2 == 0 ? "NORMAL" : "ABNORMAL")
                  .setCleanLogits(List.of(0f, study % 2 == 0 ? -lead : lead))
                  .setAdversarialLogits(List.of(0f, study % 2 == 0 ? -lead : lead))
                  .setLinf(0f)
                  .setL2(0f)
                  .setWordsChanged(0)
                  .setWords(0)
                  .setQueries(0)
                  .build());
        }
      }
    }
    return outcomes;
  }

  private ImmutableList<RunFault> faults() throws IOException {
    return new RunCheck(manifest, parts.store()).faults();
  }

  private void assertFault(Code code, String text) throws IOException {
    ImmutableList<RunFault> faults = faults();
    assertEquals(1, faults.size(), faults.toString());
    assertEquals(code, faults.get(0).code(), faults.toString());
    assertEquals(text, faults.get(0).text());
  }

  @Test
  void aWholeRunHasNoFault() throws IOException {
    assertEquals(ImmutableList.of(), faults());
    assertEquals(new RunTotals(8, 30, 4, 120, 0, 0), manifest.totals());
    assertEquals("sha256:text", manifest.making().victims().get("text"));
    assertEquals("1", manifest.making().attacks().get("fgsm:epsilon=0.03"));
  }

  @Test
  void theManifestIsTheSameInWhateverOrderPartsAreCounted() throws IOException {
    List<PartSummary> summaries = new ArrayList<>();
    for (PartRange range : manifest.ranges()) {
      summaries.add(parts.store().summary(range.first()));
    }
    ManifestTally backwards = new ManifestTally();
    for (List<PartSummary> some : Lists.partition(Lists.reverse(summaries), 3)) {
      ManifestTally tally = new ManifestTally();
      some.forEach(tally::add);
      backwards.merge(tally);
    }
    assertEquals(manifest, backwards.toManifest());
  }

  @Test
  void aFileThatIsCutByAQuarterIsNamed() throws IOException {
    Path file = folder.resolve(PART.records());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 3 / 4));
    List<RunFault> faults = faults();
    assertEquals(Code.CUT, faults.get(0).code());
    assertTrue(
        faults.get(0).text().startsWith(PART.records() + ": cut or damaged after row 0 of 16"),
        faults.toString());
    assertEquals(
        PART.records()
            + ": 16 outcomes are gone, of the studies s16, s17, s18, s19, s20, s21, s22, s23",
        faults.get(1).text());
  }

  @Test
  void aBitThatFlippedIsSeen() throws IOException {
    Path file = folder.resolve(PART.records());
    byte[] bytes = Files.readAllBytes(file);
    for (int bit : new int[] {0, bytes.length / 2, bytes.length - 20}) {
      byte[] flipped = bytes.clone();
      flipped[bit] ^= 4;
      Files.write(file, flipped);
      assertTrue(!faults().isEmpty(), "byte " + bit);
    }
  }

  @Test
  void studiesThatAreGoneAreNamed() throws IOException {
    parts.change(
        PART,
        all -> all.stream().filter(o -> !List.of("s17", "s20").contains(o.getUid())).toList());
    assertFault(
        Code.ROWS_MISSING, PART.records() + ": 4 outcomes are gone, of the studies s17, s20");
  }

  @Test
  void wrongAnswersThatWereRemovedAreNamed() throws IOException {
    parts.change(
        PART,
        all ->
            all.stream()
                .filter(o -> o.getLabel().equals("ABNORMAL") == o.getAdversarialLogits().get(1) > 0)
                .toList());
    assertFault(
        Code.ROWS_MISSING, PART.records() + ": 4 outcomes are gone, of the studies s18, s21");
  }

  @Test
  void outcomesThatAreThereTwiceAreNamed() throws IOException {
    parts.change(PART, all -> Lists.newArrayList(Iterables.concat(all, all)));
    assertFault(
        Code.ROWS_DOUBLED,
        PART.records()
            + ": 16 outcomes are there more than once, of the studies s16, s17, s18, s19, s20, s21,"
            + " s22, s23");
  }

  @Test
  void labelsThatWereReplacedByAnswersAreNamed() throws IOException {
    parts.change(
        PART,
        all -> {
          all.forEach(o -> o.setLabel(o.getAdversarialLogits().get(1) > 0 ? "ABNORMAL" : "NORMAL"));
          return all;
        });
    assertFault(
        Code.RELABELLED,
        PART.records()
            + ": 2 studies have another label: s18 (ABNORMAL, was NORMAL), s21 (NORMAL, was"
            + " ABNORMAL)");
  }

  @Test
  void logitsThatAreNoNumbersAreNamed() throws IOException {
    parts.change(
        PART,
        all -> {
          all.get(3).setAdversarialLogits(List.of(Float.NaN, Float.NaN));
          return all;
        });
    assertFault(
        Code.ROWS_ALTERED,
        PART.records() + ": the outcomes of 1 studies are others than the run wrote: s17");
  }

  @Test
  void outcomesOfOtherStudiesAreNamed() throws IOException {
    parts.change(
        PART,
        all -> {
          Outcome other = Outcome.newBuilder(all.get(0)).setUid("other").build();
          return Lists.newArrayList(Iterables.concat(all, List.of(other)));
        });
    assertFault(
        Code.ROWS_UNKNOWN,
        PART.records() + ": 1 outcomes were not written by the run, of the studies other");
  }

  @Test
  void outcomesThatWereChangedTogetherWithTheirSummaryAreSeen() throws IOException {
    parts.changeWithSummary(
        PART,
        all -> {
          all.forEach(o -> o.setQueries(7));
          return all;
        });
    assertFault(
        Code.SUMMARY_ALTERED,
        PART
            + ": outcomes and summary agree with each other, but not with the manifest: both were"
            + " changed");
  }

  @Test
  void aPartThatIsGoneIsNamed() throws IOException {
    Files.delete(folder.resolve(PART.records()));
    assertFault(Code.PART_MISSING, PART.records() + ": the outcomes are gone");
    Files.delete(folder.resolve(PART.summary()));
    assertFault(Code.PART_MISSING, PART + ": the part is gone");
  }

  @Test
  void aSummaryThatIsGoneIsNamed() throws IOException {
    Files.delete(folder.resolve(PART.summary()));
    assertEquals(Code.SUMMARY_ALTERED, faults().get(0).code());
  }

  @Test
  void filesThatTheRunDidNotWriteAreNamed() throws IOException {
    PartName more = new PartName(9, 0);
    Files.copy(folder.resolve(PART.records()), folder.resolve(more.records()));
    Files.copy(folder.resolve(PART.summary()), folder.resolve(more.summary()));
    Files.copy(folder.resolve(PART.records()), folder.resolve("copy.avro"));
    assertEquals(
        List.of(Code.PART_UNKNOWN, Code.PART_UNKNOWN),
        faults().stream().map(RunFault::code).toList());
  }

  @Test
  void onePartInThePlaceOfAnotherIsSeen() throws IOException {
    for (String kind : List.of(".avro", ".json")) {
      Files.copy(
          folder.resolve("batch-1-part-1" + kind),
          folder.resolve(PART + kind),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertEquals(Code.SUMMARY_ALTERED, faults().get(0).code());
    assertEquals(PART.summary() + ": this is not the summary of the part", faults().get(0).text());
  }

  @Test
  void aManifestOfAMillionStudiesIsBelowAMegabyte() throws IOException {
    ManifestTally tally = new ManifestTally();
    PartSummary part = parts.store().summary(PART);
    for (int batch = 0; batch < 31_250; batch++) {
      tally.add(
          new PartSummary(
              new PartName(batch, 0),
              part.inputs(),
              part.file(),
              part.studies(),
              part.cells(),
              part.unused(),
              part.making()));
    }
    RunManifest large = tally.toManifest();
    assertEquals(31_250, large.ranges().stream().mapToLong(PartRange::parts).sum());
    assertTrue(
        large.toJson().toPrettyString().length() < 1_000_000,
        large.toJson().toPrettyString().length() + " characters");
  }

  @Test
  void aManifestIsReadAsItWasWritten() throws IOException {
    assertEquals(
        manifest,
        RunManifest.in(PartJson.MAPPER.createObjectNode().set(RunManifest.KEY, manifest.toJson()))
            .orElseThrow());
  }
}
