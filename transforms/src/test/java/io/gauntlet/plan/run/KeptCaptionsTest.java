package io.gauntlet.plan.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gauntlet.schema.CaptionEdits;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.score.tally.Outcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a caption that is not kept. */
class KeptCaptionsTest {
  private static final String CLEAN = "the heart is normal. no effusion.";

  private static Outcome attacked(String caption) {
    return Outcomes.of("u", "text", "synonym-random:fraction=0.4", true, false)
        .setStudyDigest("sha256:ab")
        .setAdversarialCaption(caption)
        .setCleanCaption(CLEAN)
        .build();
  }

  @Test
  void allLeavesARecordAsItIs() {
    Outcome outcome = attacked("the heart is usual. no effusion.");
    assertSame(outcome, KeptCaptions.ALL.written(outcome, CLEAN));
  }

  @Test
  void noneKeepsPlacesAndADigestAndNoWord() {
    Outcome written =
        KeptCaptions.NONE.written(attacked("the heart is usual. no effusion."), CLEAN);
    assertNull(written.getAdversarialCaption());
    assertNull(written.getCleanCaption());
    CaptionEdits edits = written.getCaptionEdits();
    assertEquals(List.of(3), edits.getPlaces());
    assertEquals(6, edits.getWords());
    assertEquals(
        KeptCaptions.digest(written, "the heart is usual. no effusion."), edits.getDigest());
    assertFalse(written.toString().contains("usual"), written.toString());
    assertFalse(written.toString().contains("heart"), written.toString());
  }

  @Test
  void wordsThatWentAreCountedWhereTheyStood() {
    CaptionEdits edits =
        KeptCaptions.NONE.written(attacked("the is normal. effusion."), CLEAN).getCaptionEdits();
    assertEquals(List.of(1, 4), edits.getPlaces());
    assertEquals(4, edits.getWords());
    assertEquals(
        List.of(0, 1, 2, 3, 4, 5),
        KeptCaptions.NONE.written(attacked(""), CLEAN).getCaptionEdits().getPlaces());
  }

  @Test
  void aDigestIsOfItsStudyToo() {
    Outcome one = attacked("clear");
    Outcome other = attacked("clear");
    other.setStudyDigest("sha256:cd");
    assertNotEquals(KeptCaptions.digest(one, "clear"), KeptCaptions.digest(other, "clear"));
  }

  @Test
  void whereTheWordsWereLeftNothingIsSaidOfThem() {
    assertNull(KeptCaptions.NONE.written(attacked(null), CLEAN).getCaptionEdits());
  }

  @Test
  void aStudySaysThatItsCaptionIsNotHere() {
    Study kept = StudyBatches.study("u", CLEAN, 0);
    Study study = KeptCaptions.NONE.written(kept);
    assertEquals("", study.getCaption());
    assertEquals(KeptCaptions.digest(kept), study.getCaptionDigest());
    assertEquals(KeptCaptions.digest(kept), KeptCaptions.digest(study));
  }

  @Test
  void anotherWordIsNamed() {
    assertEquals(KeptCaptions.NONE, KeptCaptions.parse("none"));
    assertEquals(
        "'some' is not one of all, none",
        assertThrows(IllegalArgumentException.class, () -> KeptCaptions.parse("some"))
            .getMessage());
  }
}
