package io.gauntlet.attack.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.train.WordDefence;
import io.gauntlet.model.training.Adversaries;
import io.gauntlet.model.training.Adversary;
import io.gauntlet.model.training.VictimTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that learn from attacked words, and from attacked images and words together. */
class TrainingAttacksTest {
  private static final int SIDE = 8;
  private static final int STUDIES = 100;
  private static final double EPSILON = 0.1;
  private static final Recipe RECIPE = Recipe.of(8, 12, 3e-3, 3, 0.5, 5);
  private static final WordDefence ANY_SYNONYM =
      WordDefence.by("synonym-random").with("fraction", "1").with("plausible", "off");
  private static final TrainingAttacks ATTACKS = new TrainingAttacks(AttackCatalogue.load());

  private static Adversaries attacks(Defence defence) {
    return ATTACKS.of(defence, () -> ReportWords.NONE);
  }

  private static Defence words(WordDefence defence) {
    return Defence.NONE.withWords(defence);
  }

  /**
   * A word that has synonyms tells the classes apart in every study, and a number, which no attack
   * changes, in most: a plain network learns both, one that holds the number alone.
   */
  @Test
  void whatIsTrainedAgainstSynonymsHoldsUnderAnAttackThatItNeverMet() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<TrainingExample> unseen = examples(2);
      double plain = underAttack(manager, text(manager, Defence.NONE, new ArrayList<>()), unseen);
      List<EpochSummary> curve = new ArrayList<>();
      double defended = underAttack(manager, text(manager, words(ANY_SYNONYM), curve), unseen);
      assertTrue(plain < 0.6, "plain " + plain);
      assertTrue(defended > 0.75, "defended " + defended);
      EpochSummary last = curve.get(curve.size() - 1);
      assertEquals(STUDIES / 10, last.heldOut().studies());
      assertTrue(last.heldOut().robust() <= last.heldOut().clean());
    }
  }

  @Test
  void imagesAndWordsOfAStudyAreAttackedTogether() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<TrainingExample> examples = examples(1);
      Defence both = Defence.named("pgd").withEpsilon(EPSILON).withSteps(2).withWords(ANY_SYNONYM);
      Adversary attack = attacks(both).training();
      VictimTraining training =
          new VictimTraining(manager, "victim", examples, epoch -> {}).against(attacks(both));
      Recipe brief = Recipe.of(1, 32, 3e-3, 3, 0.5, 5);
      try (NetworkVictim image =
              training.image(
                  ImageNetwork.named("tiny"), PixelInput.ofBoth(SIDE, SIDE, 0.5, 0.25), brief);
          NetworkVictim text = text(manager, Defence.NONE, new ArrayList<>());
          NetworkVictim fusion = training.earlyFusion(image, text, brief.withDefence(both))) {
        NDArray pixels = manager.zeros(new Shape(2, 2, SIDE, SIDE)).add(0.5f);
        StudyInputs clean =
            StudyInputs.of(pixels, List.of("a big shadow of 12 mm", "a small shadow of 34 mm"));
        StudyInputs attacked = attack.attack(manager, fusion, clean, new int[] {1, 0}, 3);
        NDArray images = attacked.pixels(manager, ImageSize.ofBoth(SIDE, SIDE));
        double changed = images.sub(pixels).abs().max().getFloat();
        assertTrue(changed > 0 && changed <= EPSILON + 1e-6, "by " + changed);
        assertNotEquals(clean.captions(), attacked.captions());
        assertTrue(attacked.captions().get(0).contains(" 12 "), attacked.captions().get(0));
        assertEquals(
            attacked.captions(),
            attack.attack(manager, fusion, clean, new int[] {1, 0}, 3).captions());
      }
    }
  }

  @Test
  void whatIsNotAttackedStaysAsItIs() {
    StudyInputs studies = StudyInputs.ofCaptions(List.of("clear"));
    assertSame(
        studies, attacks(Defence.NONE).training().attack(null, null, studies, new int[] {0}, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pgd | name one attack on words, such as synonym-random",
        "swap-text | which needs more than the victim in training",
        "masked-lm | which needs more than the victim in training",
        "synonym-randm | did you mean 'synonym-random'?"
      })
  void anAttackThatNoTrainingCanAskForIsRefused(String name, String said) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ATTACKS.part(WordDefence.by(name)));
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  private static NetworkVictim text(NDManager manager, Defence defence, List<EpochSummary> curve) {
    List<TrainingExample> examples = examples(1);
    Vocabulary vocabulary =
        Vocabulary.of(examples.stream().map(TrainingExample::caption).toList(), 1, 100);
    return new VictimTraining(manager, "victim", examples, curve::add)
        .against(attacks(defence))
        .text(
            BertEncoder.tiny(vocabulary.size()),
            new Tokenizer(vocabulary.tokenizerJson(), 32),
            RECIPE.withDefence(defence));
  }

  /** Share of studies that a victim is right on where each word has the worst synonym. */
  private static double underAttack(
      NDManager manager, NetworkVictim victim, List<TrainingExample> studies) {
    try (victim) {
      Adversary pwws =
          attacks(words(WordDefence.by("pwws").with("fraction", "1").with("plausible", "off")))
              .training();
      StudyInputs clean =
          StudyInputs.ofCaptions(studies.stream().map(TrainingExample::caption).toList());
      int[] labels = studies.stream().mapToInt(TrainingExample::label).toArray();
      StudyInputs attacked = pwws.attack(manager, victim, clean, labels, 7);
      long[] said = victim.logits(manager, attacked).argMax(1).toLongArray();
      return IntStream.range(0, STUDIES).filter(i -> said[i] == labels[i]).count()
          / (double) STUDIES;
    }
  }

  private static List<TrainingExample> examples(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      int label = i % 2;
      boolean measured = random.nextInt(10) > 0;
      String size = measured ? (label == 1 ? "12" : "34") : "56";
      examples.add(
          new TrainingExample(
              new float[2 * SIDE * SIDE],
              "a %s shadow of %s mm".formatted(label == 1 ? "big" : "small", size),
              label));
    }
    return examples;
  }
}
