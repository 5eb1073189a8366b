package io.gauntlet.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.text.words.ProtectedWords;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.attack.victim.Embeddings;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Capability;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.TinyBert;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.WordTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every attack on words that is registered, against every kind of victim. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextAttackMatrixTest {
  private static final int STUDIES = 32;

  private static final List<String> PHRASES =
      List.of(
          "the heart is normal in size.",
          "No pneumothorax or pleural effusion.",
          "there is a large left effusion",
          "mild degenerative changes, 2 cm nodule in the right upper lobe.",
          "without focal consolidation",
          "no-change since t9 fracture; isn't displaced.",
          "lungs are clear bilaterally",
          "Never seen before.",
          "(xxxx) small opacity",
          "normal chest");

  private final NDManager manager = NDManager.newBaseManager();
  private final List<TextTarget> targets = targets();
  private final List<Attacked> victims = new ArrayList<>();

  /** A victim by name, and what it can do. */
  private record Attacked(String name, TextClassifier classifier, Set<Capability> capabilities) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void makeVictims() {
    victims.add(
        new Attacked("bag of words", TextAttackMatrixTest::bagOfWords, Set.of(Capability.LOGITS)));
    NetworkVictim plain = TinyBert.classifier(manager, PHRASES);
    victims.add(victim("text", plain, Map.of()));
    NetworkVictim filling = TinyBert.classifier(manager, PHRASES, true);
    Architecture.LateFusion late =
        new Architecture.LateFusion(new TreeMap<>(Map.of("image", "", "text", "")));
    NDArray image =
        manager.create(floats(2 * STUDIES, i -> (float) Math.sin(i)), new Shape(STUDIES, 2));
    victims.add(
        victim(
            "late fusion with a masked-language-model head",
            DecisionFusion.late(
                late,
                filling.branches().values(),
                Weights.initialize(manager, late.parameters(), 4)),
            Map.of(Modality.IMAGE, image)));
  }

  private Attacked victim(String name, Victim victim, Map<Modality, NDArray> fixed) {
    Set<Capability> capabilities = EnumSet.copyOf(victim.capabilities());
    return new Attacked(
        name, FixedImageVictim.of(manager, victim, fixed, new Embeddings(manager)), capabilities);
  }

  @AfterAll
  void free() {
    manager.close();
  }

  Stream<Arguments> pairs() {
    return pairs(true, provider -> true);
  }

  Stream<Arguments> pairsThatAsk() {
    return pairs(true, provider -> provider.description().knowledge() != AttackerKnowledge.NOTHING);
  }

  Stream<Arguments> pairsThatDoNotFit() {
    return pairs(false, provider -> true);
  }

  private Stream<Arguments> pairs(boolean fit, Predicate<TextAttackProvider> which) {
    return victims.stream()
        .flatMap(
            victim ->
                providers()
                    .filter(which)
                    .filter(provider -> fits(provider, victim) == fit)
                    .map(provider -> Arguments.of(name(provider), victim)));
  }

  private static boolean fits(TextAttackProvider provider, Attacked victim) {
    return victim.capabilities().containsAll(part(name(provider)).threat().needs());
  }

  static Stream<String> names() {
    return providers().map(TextAttackMatrixTest::name);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void keepsItsBudgetAndCountsWhatItDoes(String name, Attacked victim) {
    List<String> variants = new ArrayList<>(List.of("", ":fraction=0.2", ":fraction=1"));
    if (provider(name).description().options().stream()
        .anyMatch(option -> option.name().equals("worst-of"))) {
      variants.add(":worst-of=3");
    }
    for (String options : variants) {
      AttackPart part = part(name + options);
      Counted counted = new Counted(victim.classifier());
      List<AttackedText> results = AttackCatalogue.load().text(part).attack(counted, targets);
      double fraction = part.options().number("fraction");
      for (int study = 0; study < STUDIES; study++) {
        AttackedText result = results.get(study);
        Words before = Words.of(targets.get(study).caption());
        Words after = Words.of(result.caption());
        assertEquals(before.size(), result.words());
        assertEquals(counted.queries(study), result.queries());
        assertTrue(part.threat().knowledge() != AttackerKnowledge.NOTHING || result.queries() == 0);
        int most = before.size() == 0 ? 0 : Math.max(1, (int) Math.floor(fraction * before.size()));
        assertTrue(result.wordsChanged() <= most, result + " changes more than " + most);
        if (before.size() == after.size()) {
          assertEquals(differences(before, after), result.wordsChanged());
        } else {
          assertEquals(before.size() - after.size(), result.wordsChanged());
        }
        if (result.wordsChanged() == 0) {
          assertEquals(targets.get(study).caption(), result.caption());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairsThatAsk")
  void neverHelpsTheVictimUnlessItAsksNothing(String name, Attacked victim) {
    List<AttackedText> results = run(name, victim, targets);
    int lowered = 0;
    for (int study = 0; study < STUDIES; study++) {
      TextTarget target = targets.get(study);
      double clean = margin(victim, target, target.caption());
      double attacked = margin(victim, target, results.get(study).caption());
      assertTrue(attacked <= clean + 1e-4, target + " from " + clean + " to " + attacked);
      lowered += attacked < clean ? 1 : 0;
    }
    assertTrue(lowered > 0, "no study suffers at all");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aStudyEndsAlikeAloneInAnyOrderAndAgain(String name, Attacked victim) {
    List<AttackedText> together = run(name, victim, targets);
    assertEquals(together, run(name, victim, targets));
    List<Integer> order = new ArrayList<>(IntStream.range(0, STUDIES).boxed().toList());
    Collections.shuffle(order, new Random(5));
    List<AttackedText> shuffled = run(name, victim, order.stream().map(targets::get).toList());
    for (int i = 0; i < STUDIES; i++) {
      assertEquals(together.get(order.get(i)), shuffled.get(i));
    }
    for (int study = 0; study < STUDIES; study += 3) {
      List<TextTarget> alone = targets.subList(study, study + 1);
      assertEquals(together.subList(study, study + 1), run(name, victim, alone));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void keepsNegationsAndNumbersAndMakesNone(String name, Attacked victim) {
    List<AttackedText> results =
        run(name + ":protect=negations-and-numbers:fraction=1", victim, targets);
    for (int study = 0; study < STUDIES; study++) {
      assertEquals(
          protectedWords(targets.get(study).caption()),
          protectedWords(results.get(study).caption()));
    }
  }

  @Test
  void theWorstOfDrawsNeverHelpsTheVictimEither() {
    for (Attacked victim : victims) {
      List<AttackedText> results = run("half-sentence-deletion:worst-of=2", victim, targets);
      for (int study = 0; study < STUDIES; study++) {
        TextTarget target = targets.get(study);
        double clean = margin(victim, target, target.caption());
        double attacked = margin(victim, target, results.get(study).caption());
        assertTrue(attacked <= clean + 1e-4, target + " from " + clean + " to " + attacked);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairsThatAsk")
  void endsWithoutErrorWhenItsQueriesAreUsed(String name, Attacked victim) {
    List<AttackedText> free = run(name, victim, targets);
    for (int most : List.of(1, 2, 7, 30)) {
      List<AttackedText> limited = run(name + ":max-queries=" + most, victim, targets);
      for (int study = 0; study < STUDIES; study++) {
        assertEquals(Math.min(most, free.get(study).queries()), limited.get(study).queries(), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairsThatDoNotFit")
  void refusesAVictimThatCannotDoWhatItNeeds(String name, Attacked victim) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> run(name, victim, targets));
    assertTrue(error.getMessage().contains(name), error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isDescribedAndHasItsBudgetInItsName(String name) {
    AttackDescription description = provider(name).description();
    assertTrue(name.matches("[a-z]+(-[a-z]+)*"), name);
    assertTrue(part(name).toString().startsWith(name + ":fraction="), part(name).toString());
    assertEquals(part(name), part(part(name).toString()));
    assertTrue(
        description.options().stream().anyMatch(option -> option.name().equals("protect")),
        name + " must say what it does with negations");
    assertTrue(
        description.knowledge() != AttackerKnowledge.WHITE_BOX
            || !part(name).threat().needs().isEmpty());
    assertEquals(Budget.Measure.WORDS, part(name).threat().budget().norm());
  }

  @ParameterizedTest
  @MethodSource("names")
  void refusesAShareThatIsNone(String name) {
    for (String fraction : List.of("0", "1.5", "-1")) {
      assertThrows(
          IllegalArgumentException.class, () -> AttackSpec.parse(name + ":fraction=" + fraction));
    }
  }

  private static List<AttackedText> run(String attack, Attacked victim, List<TextTarget> targets) {
    return AttackCatalogue.load().text(part(attack)).attack(victim.classifier(), targets);
  }

  /** Those that change words one by one: what takes a whole report away has no share of them. */
  private static Stream<TextAttackProvider> providers() {
    return AttackCatalogue.load().texts().stream()
        .filter(provider -> !part(name(provider)).truth().isWithoutModality());
  }

  private static String name(AttackProvider<?> provider) {
    return provider.description().name();
  }

  private static AttackProvider<?> provider(String name) {
    return AttackCatalogue.load().find(name).orElseThrow();
  }

  private static AttackPart part(String attack) {
    return AttackSpec.parse(attack).single().orElseThrow();
  }

  private static long differences(Words before, Words after) {
    return IntStream.range(0, before.size())
        .filter(i -> !before.get(i).equals(after.get(i)))
        .count();
  }

  private static List<String> protectedWords(String caption) {
    return Words.of(caption).all().stream().filter(ProtectedWords::isProtected).toList();
  }

  private static double margin(Attacked victim, TextTarget target, String caption) {
    return victim
        .classifier()
        .logits(List.of(new TextCandidate(target.row(), caption)))
        .get(0)
        .margin(target.label());
  }

  /** Words weigh by their letters, so that every change matters. */
  private static List<Logits> bagOfWords(List<TextCandidate> candidates) {
    return candidates.stream()
        .map(
            candidate -> {
              float score = candidate.row() % 3 - 1;
              for (String word : Words.of(candidate.caption()).all()) {
                score += Math.floorMod(word.hashCode(), 7) - 3;
              }
              return Logits.of(0, score);
            })
        .toList();
  }

  /** Captions of no word, of one, of a few phrases, and longer than a victim can read. */
  private static List<TextTarget> targets() {
    SplittableRandom random = new SplittableRandom(6);
    List<String> captions = new ArrayList<>(List.of("", ".", "normal", "No", "5", "- no."));
    while (captions.size() < STUDIES) {
      int phrases = captions.size() == 6 ? 15 : 1 + random.nextInt(4);
      captions.add(
          String.join(
              " ",
              IntStream.range(0, phrases)
                  .mapToObj(i -> PHRASES.get(random.nextInt(PHRASES.size())))
                  .toList()));
    }
    return IntStream.range(0, STUDIES)
        .mapToObj(
            row ->
                new TextTarget(
                    row, "uid" + row, captions.get(row), random.nextInt(2), random.nextLong()))
        .toList();
  }

  private static float[] floats(int size, Function<Integer, Float> value) {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = value.apply(i);
    }
    return floats;
  }

  /** Counts what a victim is asked, a study. */
  private static final class Counted implements TextClassifier {
    private final TextClassifier victim;
    private final long[] queries = new long[STUDIES];

    Counted(TextClassifier victim) {
      this.victim = victim;
    }

    long queries(int row) {
      return queries[row];
    }

    private void count(List<TextCandidate> candidates) {
      candidates.forEach(candidate -> queries[candidate.row()]++);
    }

    @Override
    public List<Logits> logits(List<TextCandidate> candidates) {
      count(candidates);
      return victim.logits(candidates);
    }

    @Override
    public Optional<WordSpace> wordSpace() {
      return victim
          .wordSpace()
          .map(
              space ->
                  new WordSpace() {
                    @Override
                    public WordTable words() {
                      return space.words();
                    }

                    @Override
                    public List<WordGradients> gradients(
                        List<TextCandidate> candidates, List<Integer> labels) {
                      count(candidates);
                      return space.gradients(candidates, labels);
                    }
                  });
    }

    @Override
    public Optional<GapFiller> gapFiller() {
      return victim.gapFiller();
    }
  }
}
