package io.gauntlet.report.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Pixels;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExhibitsTest {
  private static final String FGSM = "fgsm:epsilon=0.03";

  @Test
  void theFirstBrokenStudyByUidIsShown() {
    List<Outcome> outcomes =
        new ArrayList<>(
            List.of(
                study("a", "none", true, true),
                study("a", FGSM, true, true),
                study("b", "none", false, false),
                study("b", FGSM, false, false),
                study("c", "none", true, true),
                study("c", FGSM, true, false),
                study("d", "none", true, true),
                study("d", FGSM, true, false)));
    Collections.reverse(outcomes);
    Exhibit exhibit = only(Exhibits.of(outcomes, attack -> 0, 1_000_000, ImmutableSet.of()));
    assertEquals("c", exhibit.study().uid());
    assertTrue(exhibit.isFooled());
    assertEquals(2, exhibit.kept().fooled());
    assertEquals(3, exhibit.kept().right());
    assertEquals(4, exhibit.kept().all());
  }

  @Test
  void whereNoneIsBrokenTheFirstThatWasRightIsShown() {
    Exhibit exhibit =
        only(
            Exhibits.of(
                List.of(study("a", FGSM, false, false), study("b", FGSM, true, true)),
                attack -> 0,
                1_000_000,
                ImmutableSet.of()));
    assertEquals("b", exhibit.study().uid());
    assertFalse(exhibit.isFooled());
    assertEquals(Optional.empty(), exhibit.views(), "there is no clean image to show it beside");
  }

  @Test
  void imagesThatHaveNoRoomAreCounted() {
    Exhibits gallery =
        Exhibits.of(
            List.of(study("a", "none", true, true), study("a", FGSM, true, false)),
            attack -> 0,
            10,
            ImmutableSet.of());
    assertEquals(List.of(), gallery.exhibits());
    assertEquals(1, gallery.left());
  }

  @Test
  void outcomesThatKeepNothingAreNoMatterOfTheGallery() {
    Outcome other = study("a", FGSM, true, false);
    other.setCleanCaption(null);
    assertEquals(
        Exhibits.EMPTY, Exhibits.of(List.of(other), attack -> 0, 1_000_000, ImmutableSet.of()));
  }

  @Test
  void theDifferenceIsAmplifiedAsFarAsItGoes() {
    Exhibit exhibit =
        only(
            Exhibits.of(
                List.of(study("a", "none", true, true), study("a", FGSM, true, false)),
                attack -> 0,
                1_000_000,
                ImmutableSet.of()));
    // Grey 128 became 138: ten levels, which twelve times fit into the 127 above the middle.
    assertEquals(12, exhibit.views().orElseThrow().gain());
    assertNotNull(exhibit.views().orElseThrow().difference());
  }

  @Test
  void roundingThatChangesTheDecisionIsSaid() {
    Outcome fragile = study("a", FGSM, true, false);
    fragile.setKeptLogits(List.of(0f, 3f));
    Exhibit exhibit =
        only(Exhibits.of(List.of(fragile), attack -> 0, 1_000_000, ImmutableSet.of()));
    assertEquals("abnormal, 95.3%", exhibit.answers().onKept().orElseThrow().text());
  }

  private static Exhibit only(Exhibits gallery) {
    assertEquals(1, gallery.exhibits().size());
    return gallery.exhibits().get(0);
  }

  private static Outcome study(String uid, String attack, boolean rightBefore, boolean rightAfter) {
    float grey = attack.equals("none") ? 128f / 255 : 138f / 255;
    return Outcome.newBuilder()
        .setUid(uid)
        .setVictim("early-fusion")
        .setAttack(attack)
        .setAttackFields(Attacks.fields(attack))
        .setLabel(ClassNames.ABNORMAL)
        .setCleanLogits(logits(rightBefore))
        .setAdversarialLogits(logits(rightAfter))
        .setLinf(0)
        .setL2(0)
        .setWordsChanged(0)
        .setWords(2)
        .setQueries(1)
        .setCleanCaption("all clear")
        .setAdversarialImage(ByteBuffer.wrap(Pixels.of(1, 2, new float[] {grey, grey}).toPng()))
        .setKeptLogits(logits(rightAfter))
        .build();
  }

  private static List<Float> logits(boolean abnormal) {
    return abnormal ? List.of(0f, 2f) : List.of(2f, 0f);
  }
}
