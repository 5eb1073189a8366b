package io.gauntlet.transforms.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.score.tally.Outcomes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

/** A study that one run could not use counts as one that it gave no answer to. */
class UnusedStudiesTest {
  private static final String STRICT =
      "primaries: [{attack: fgsm, margin: 0.1}]\nsuite: [fgsm]\nmissing: ignore";
  private static final String LENIENT = STRICT + "\nallowInvalid: 2";
  private static final List<Outcome> ALL = Outcomes.broken("image", "fgsm", 100, 30);
  private static final List<Outcome> WITHOUT_TWO = ALL.subList(0, 98);
  private static final Quarantined FIRST = unreadable("study-98");
  private static final Quarantined SECOND = unreadable("study-99");

  @FunctionalInterface
  private interface Expectation extends Serializable {
    void check(Verdict verdict);
  }

  private static Quarantined unreadable(String uid) {
    return quarantined(uid, "unreadable-picture");
  }

  private static Quarantined quarantined(String uid, String reason) {
    return new Quarantined("a.png", 0L, uid, reason, "cut");
  }

  private static Cause note(Verdict verdict, Code code) {
    return verdict.notes().stream().filter(note -> note.code() == code).findFirst().orElseThrow();
  }

  private static boolean notes(Verdict verdict, Code code) {
    return verdict.notes().stream().anyMatch(note -> note.code() == code);
  }

  @Test
  void whatTheCandidateCouldNotUseIsWrongOfIt() {
    Runs runs = new Runs().reference(ALL).candidate(WITHOUT_TWO).byCandidate(FIRST, SECOND);
    runs.check(
        STRICT,
        verdict -> {
          assertEquals(Status.INCONCLUSIVE, verdict.status());
          Cause cause = verdict.causes().get(0);
          assertEquals(Code.ANSWERS_INVALID, cause.code());
          assertEquals(2, cause.number("studies"));
          assertEquals(List.of("unreadable-picture"), cause.names());
        });
    runs.check(
        LENIENT,
        verdict -> {
          assertEquals(Status.PASS, verdict.status());
          assertEquals(100, verdict.primaries().get(0).studies());
          assertEquals(0.02, verdict.primaries().get(0).drop().value(), 1e-12);
          Cause note = note(verdict, Code.UNUSED_BY_CANDIDATE);
          assertEquals(2, note.number("studies"));
          assertEquals(List.of("study-98", "unreadable-picture"), note.names());
        });
  }

  @Test
  void whatTheReferenceCouldNotUseIsRightOfIt() {
    // The first thirty are wrong in both runs: two of them are not in the reference.
    new Runs()
        .reference(ALL.subList(2, 100))
        .candidate(ALL)
        .byReference(unreadable("study-0"), unreadable("study-1"))
        .check(
            LENIENT,
            verdict -> {
              assertEquals(Status.PASS, verdict.status());
              assertEquals(0.02, verdict.primaries().get(0).drop().value(), 1e-12);
              assertEquals(2, note(verdict, Code.UNUSED_BY_REFERENCE).number("studies"));
            });
  }

  @Test
  void whatIsGoneWithoutAReasonIsMissing() {
    new Runs()
        .reference(ALL)
        .candidate(WITHOUT_TWO)
        .byCandidate(FIRST)
        .check(
            LENIENT,
            verdict -> {
              assertEquals(Status.NOT_COMPARABLE, verdict.status());
              assertEquals(Code.STUDIES_MISSING, verdict.causes().get(0).code());
              assertEquals(1, verdict.causes().get(0).number("studies"));
            });
  }

  /** A row that is set aside for another of its uid, and an attack that a victim does not allow. */
  @Test
  void notEveryRecordIsAboutAStudy() {
    new Runs()
        .reference(ALL)
        .candidate(WITHOUT_TWO)
        .byCandidate(
            quarantined("study-98", "duplicate-report"),
            quarantined("study-99", "duplicate-study"),
            quarantined("", "cannot-attack"))
        .byReference(quarantined("study-98", "duplicate-report"))
        .check(
            LENIENT, verdict -> assertEquals(Code.STUDIES_MISSING, verdict.causes().get(0).code()));
  }

  @Test
  void whatNeitherCouldUseCountsNowhereAndIsSaid() {
    new Runs()
        .reference(WITHOUT_TWO)
        .candidate(WITHOUT_TWO)
        .byReference(FIRST, SECOND, unreadable("trained"))
        .byCandidate(FIRST, SECOND, unreadable("other"))
        .check(
            STRICT,
            verdict -> {
              assertEquals(Status.PASS, verdict.status());
              assertEquals(98, verdict.primaries().get(0).studies());
              Cause note = note(verdict, Code.UNUSED_BY_BOTH);
              assertEquals(2, note.number("studies"));
              assertEquals(List.of("study-98"), note.names());
              assertFalse(notes(verdict, Code.UNUSED_BY_CANDIDATE));
            });
  }

  /** A victim or a cell that the run lacks altogether is lacking for another reason. */
  @Test
  void onlyCellsOfTheRunLackAnAnswer() {
    List<Outcome> reference = new ArrayList<>(ALL);
    reference.addAll(Outcomes.broken("text", "fgsm", 100, 30));
    reference.addAll(Outcomes.broken("image", "pgd", 100, 30));
    new Runs()
        .reference(reference)
        .candidate(WITHOUT_TWO)
        .byCandidate(FIRST, SECOND)
        .check(
            LENIENT.replace("attack: fgsm", "victim: image, attack: fgsm"),
            verdict -> {
              assertEquals(Status.PASS, verdict.status());
              assertEquals(100, verdict.primaries().get(0).studies());
              assertEquals(1, verdict.primaries().size());
            });
  }

  /** Every replica lacks the answer, and none is incomplete. */
  @Test
  void eachSeedLacksTheAnswer() {
    Runs runs =
        new Runs()
            .reference(ofSeeds(ALL))
            .candidate(ofSeeds(WITHOUT_TWO))
            .byCandidate(FIRST, SECOND);
    runs.check(
        STRICT,
        verdict -> {
          assertEquals(Status.INCONCLUSIVE, verdict.status());
          assertEquals(Code.ANSWERS_INVALID, verdict.causes().get(0).code());
          assertEquals(2, verdict.causes().get(0).number("studies"));
        });
    runs.check(
        LENIENT,
        verdict -> {
          assertEquals(100, verdict.primaries().get(0).studies());
          assertEquals(3, verdict.primaries().get(0).candidateSeeds());
          assertEquals(0.02, verdict.primaries().get(0).drop().value(), 1e-12);
        });
  }

  private static List<Outcome> ofSeeds(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                Stream.of(1L, 2L, 3L)
                    .map(seed -> Outcome.newBuilder(outcome).setReplica(seed).build()))
        .toList();
  }

  /** The reference was asked as the candidate was, and so never about what that could not use. */
  @Test
  void underReattackCountsWhatTheReferenceSaidBefore() {
    List<Outcome> before = new ArrayList<>(ALL);
    before.addAll(Outcomes.broken("image", "pgd", 100, 100));
    new Runs()
        .reference(before)
        .again(WITHOUT_TWO)
        .candidate(WITHOUT_TWO)
        .byCandidate(FIRST, SECOND)
        .check(
            STRICT,
            verdict -> {
              assertEquals(Status.INCONCLUSIVE, verdict.status());
              assertEquals(Code.ANSWERS_INVALID, verdict.causes().get(0).code());
              assertEquals(2, verdict.causes().get(0).number("studies"));
              assertEquals(100, verdict.primaries().get(0).studies());
            });
  }

  /** What is clean tells the label, and an attack that is new counts as right of the reference. */
  @Test
  void underReattackAnAttackMayBeNew() {
    List<Outcome> asked = new ArrayList<>(WITHOUT_TWO);
    asked.addAll(Outcomes.broken("image", "none", 98, 0));
    new Runs()
        .reference(Outcomes.broken("image", "none", 100, 0))
        .again(asked)
        .candidate(asked)
        .byCandidate(FIRST, SECOND)
        .byReference(FIRST)
        .check(
            LENIENT,
            verdict -> {
              assertEquals(Status.PASS, verdict.status());
              assertEquals(100, verdict.primaries().get(0).studies());
              assertEquals(0.02, verdict.primaries().get(0).drop().value(), 1e-12);
              assertEquals(2, note(verdict, Code.UNUSED_BY_CANDIDATE).number("studies"));
              assertFalse(notes(verdict, Code.UNUSED_BY_REFERENCE));
              assertFalse(notes(verdict, Code.UNUSED_BY_BOTH));
            });
  }

  /** Two runs, and what they could not use. */
  private static final class Runs {
    private List<Outcome> reference = List.of();
    private List<Outcome> again = List.of();
    private List<Outcome> candidate = List.of();
    private List<Quarantined> byReference = List.of();
    private List<Quarantined> byCandidate = List.of();

    Runs reference(List<Outcome> outcomes) {
      reference = outcomes;
      return this;
    }

    /** What the reference says when it is asked as the candidate was. */
    Runs again(List<Outcome> outcomes) {
      again = outcomes;
      return this;
    }

    Runs candidate(List<Outcome> outcomes) {
      candidate = outcomes;
      return this;
    }

    Runs byReference(Quarantined... studies) {
      byReference = List.of(studies);
      return this;
    }

    Runs byCandidate(Quarantined... studies) {
      byCandidate = List.of(studies);
      return this;
    }

    void check(String policy, Expectation expectation) {
      Pipeline pipeline = Pipeline.create();
      CompareToReference made =
          CompareToReference.of(outcomes(pipeline, "Reference", reference))
              .between(RunFacts.in("runs/1"), RunFacts.in("runs/2"))
              .withPolicy(GatePolicyYaml.read("policy", policy))
              .withQuarantine(
                  List.of(quarantine(pipeline, "ByReference", byReference)),
                  List.of(quarantine(pipeline, "ByCandidate", byCandidate)));
      CompareToReference held =
          again.isEmpty()
              ? made
              : made.against(
                  outcomes(pipeline, "Again", again),
                  pipeline.apply("Scope", Create.of(RunScope.ALL)));
      PAssert.thatSingleton(outcomes(pipeline, "Candidate", candidate).apply(held))
          .satisfies(
              found -> {
                expectation.check(found);
                return null;
              });
      pipeline.run().waitUntilFinish();
    }

    private static PCollection<Outcome> outcomes(
        Pipeline pipeline, String name, List<Outcome> outcomes) {
      return pipeline.apply(name, Create.of(outcomes).withCoder(AvroCoder.of(Outcome.class)));
    }

    private static PCollection<Quarantined> quarantine(
        Pipeline pipeline, String name, List<Quarantined> studies) {
      return pipeline.apply(name, Create.of(studies).withCoder(AvroCoder.of(Quarantined.class)));
    }
  }
}
