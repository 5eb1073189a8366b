package io.gauntlet.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.image.LinearVictim;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.victim.CountingVictim;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.attack.victim.VictimCounts;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.Victim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every attack on pixels must keep, by being registered: the contract of {@link ImageAttack}
 * on a linear victim, on a network and on its fusion with words.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageAttackMatrixTest {
  private static final int STUDIES = 6;
  private static final int SIDE = 8;
  private static final int VALUES = 2 * SIDE * SIDE;

  /** Plenty: for an attack that looks for the nearest change, any distance. */
  private static final double ANY = 0;

  private final NDManager manager = NDManager.newBaseManager();
  private ImageClassifier linear;
  private FixedCaptionVictim network;
  private Victim fusion;
  private Studies studies;

  /** Images with black and white corners, and a seed each. */
  private record Studies(List<float[]> images, List<Long> labels, List<Long> seeds) {
    Studies pick(int... rows) {
      return new Studies(
          IntStream.of(rows).mapToObj(images::get).toList(),
          IntStream.of(rows).mapToObj(labels::get).toList(),
          IntStream.of(rows).mapToObj(seeds::get).toList());
    }
  }

  @BeforeAll
  void makeVictims() {
    SplittableRandom random = new SplittableRandom(3);
    float[] weights = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      weights[i] = (float) random.nextGaussian() / 10;
    }
    linear = new LinearVictim(manager.create(weights, new Shape(VALUES, 1)), 0.1f);
    network = TrainedImages.victim(manager, SIDE);
    // The words' logits are given: a text classifier is not asked.
    fusion =
        DecisionFusion.ensemble(
            new Architecture.Ensemble(new TreeMap<>()), network.victim().branches().values());
    // The last one is shown as what it is not.
    List<Long> labels = List.of(0L, 1L, 0L, 1L, 1L, 0L);
    List<float[]> images = new ArrayList<>();
    List<Long> seeds = new ArrayList<>();
    for (int study = 0; study < STUDIES; study++) {
      int shown = study == STUDIES - 1 ? 1 : Math.toIntExact(labels.get(study));
      images.add(TrainedImages.image(random, shown, SIDE));
      seeds.add(random.nextLong());
    }
    studies = new Studies(images, labels, seeds);
  }

  @AfterAll
  void free() {
    manager.close();
  }

  static Stream<Arguments> matrix() {
    return AttackCatalogue.load().images().stream()
        .map(provider -> provider.description().name())
        .sorted()
        .flatMap(
            name ->
                Stream.of("linear", "network", "fusion").map(victim -> Arguments.of(name, victim)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void theBudgetHoldsForAnyInputAndPixelsStayPixels(String name, String victim) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (String norm : norms(name)) {
      for (int round = 0; round < 3; round++) {
        double epsilon =
            (0.01 + 0.99 * Math.pow(random.nextDouble(), 2)) * (norm.equals("l2") ? 5 : 1);
        Run run = run(spell(name, norm, epsilon), victim, studies);
        for (int row = 0; row < STUDIES; row++) {
          double size = 0;
          float[] clean = studies.images().get(row);
          for (int i = 0; i < VALUES; i++) {
            float pixel = run.images.get(row)[i];
            assertTrue(pixel >= 0 && pixel <= 1, () -> "no pixel: " + pixel);
            double change = Math.abs(pixel - clean[i]);
            size = norm.equals("l2") ? Math.hypot(size, change) : Math.max(size, change);
          }
          if (!norm.isEmpty()) {
            assertTrue(size <= epsilon * (1 + 1e-4) + 1e-6, size + " > " + epsilon);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void noAttackThatLooksHelpsItsVictim(String name, String victim) {
    if (description(name).knowledge() == AttackerKnowledge.NOTHING) {
      return;
    }
    for (String norm : norms(name)) {
      Run run = run(spell(name, norm, ANY), victim, studies);
      float[] clean = leads(victim, studies);
      float[] attacked = leads(victim, new Studies(run.images, studies.labels(), studies.seeds()));
      boolean gained = false;
      for (int row = 0; row < STUDIES; row++) {
        assertTrue(attacked[row] >= clean[row] - 1e-5, attacked[row] + " < " + clean[row]);
        gained |= attacked[row] > clean[row];
      }
      assertTrue(gained, "it changed nothing");
    }
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void theSameSeedGivesTheSameImagesAndTheCleanOnesAreLeftAlone(String name, String victim) {
    String attack = spell(name, norms(name).get(0), ANY);
    Run first = run(attack, victim, studies);
    Run second = run(attack, victim, studies);
    for (int row = 0; row < STUDIES; row++) {
      assertArrayEquals(first.images.get(row), second.images.get(row));
      assertEquals(first.counts, second.counts);
    }
    assertTrue(first.cleanIsUntouched);
    assertEquals(1, first.arraysLeft, "arrays left besides the result");
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void eachStudyIsAttackedAsAlone(String name, String victim) {
    String attack = spell(name, norms(name).get(0), ANY);
    Run together = run(attack, victim, studies);
    for (int row = 0; row < STUDIES; row++) {
      assertSame(together.images.get(row), run(attack, victim, studies.pick(row)).images.get(0));
    }
    int[] mixed = {3, 0, 5, 1, 4, 2, 3};
    Run permuted = run(attack, victim, studies.pick(mixed));
    for (int i = 0; i < mixed.length; i++) {
      assertSame(together.images.get(mixed[i]), permuted.images.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void whoOwnsTheFrontalViewLeavesTheLateralBitByBit(String name, String victim) {
    String attack = spell(name, norms(name).get(0), ANY);
    Run frontal = run(attack + ":views=frontal", victim, studies);
    Run lateral = run(attack + ":views=lateral", victim, studies);
    boolean changed = false;
    for (int row = 0; row < STUDIES; row++) {
      float[] clean = studies.images().get(row);
      assertArrayEquals(half(clean, 1), half(frontal.images.get(row), 1));
      assertArrayEquals(half(clean, 0), half(lateral.images.get(row), 0));
      changed |= !Arrays.equals(clean, frontal.images.get(row));
    }
    assertTrue(changed, "it changed nothing");
    assertEquals(1, frontal.arraysLeft, "arrays left besides the result");
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void onlyAWhiteBoxTakesGradientsAndQueriesKeepTheirBudget(String name, String victim) {
    Run run = run(spell(name, norms(name).get(0), ANY), victim, studies);
    AttackDescription description = description(name);
    for (int row = 0; row < STUDIES; row++) {
      boolean white = description.knowledge() == AttackerKnowledge.WHITE_BOX;
      assertEquals(white, run.counts.gradients().get(row) > 0 || (white && run.wrong[row]));
      if (description.knowledge() == AttackerKnowledge.NOTHING) {
        assertEquals(0, run.counts.queries().get(row));
      }
      if (!white) {
        assertTrue(run.counts.queries().get(row) <= 100);
      }
    }
  }

  private static float[] half(float[] image, int view) {
    return Arrays.copyOfRange(image, view * VALUES / 2, (view + 1) * VALUES / 2);
  }

  /** Sums of other batches round otherwise; a sign may turn where a gradient is all but zero. */
  private static void assertSame(float[] expected, float[] found) {
    int other = 0;
    for (int i = 0; i < expected.length; i++) {
      other += Math.abs(expected[i] - found[i]) > 1e-4 ? 1 : 0;
    }
    assertTrue(other <= 0.01 * expected.length, other + " pixels differ");
  }

  private static AttackDescription description(String name) {
    return AttackCatalogue.load().find(name).orElseThrow().description();
  }

  /** The norms in which an attack has a budget; one empty name where it has none. */
  private static List<String> norms(String name) {
    AttackDescription description = description(name);
    List<String> options = description.options().stream().map(AttackOption::name).toList();
    if (!options.contains("epsilon")) {
      return List.of("");
    }
    if (options.contains("norm")) {
      return List.of("linf", "l2");
    }
    return List.of(description.budget().contains("length") ? "l2" : "linf");
  }

  /** The attack, cut to a length that a test can wait for. */
  private static String spell(String name, String norm, double epsilon) {
    StringBuilder text = new StringBuilder(name);
    for (AttackOption option : description(name).options()) {
      if (option.name().equals("views") || option.name().equals("target")) {
        continue;
      }
      String value =
          switch (option.name()) {
            case "epsilon" ->
                epsilon > ANY
                    ? Double.toString(epsilon)
                    : option.printed() == AttackOption.Printed.ALWAYS ? "0.2" : option.standard();
            case "norm" -> norm;
            case "steps" -> "12";
            case "rounds" -> "6";
            case "rate" -> "0.1";
            case "queries", "square-queries" -> "100";
            default -> option.standard();
          };
      text.append(':').append(option.name()).append('=').append(value);
    }
    return text.toString();
  }

  private static final class Run {
    private List<float[]> images;
    private VictimCounts counts;
    private boolean[] wrong;
    private boolean cleanIsUntouched;
    private int arraysLeft;
  }

  private Run run(String attack, String victimName, Studies some) {
    try (NDManager scope = manager.newSubManager()) {
      int batch = some.images().size();
      NDArray pixels = pixels(scope, some.images());
      NDArray before = pixels.duplicate();
      NDArray labels = labels(scope, some);
      Run run = new Run();
      float[] clean = leads(victimName, some);
      run.wrong = new boolean[batch];
      for (int row = 0; row < batch; row++) {
        run.wrong[row] = clean[row] > 0;
      }
      CountingVictim counting = new CountingVictim(victim(scope, victimName, some), batch);
      AttackPart part = AttackSpec.parse(attack).single().orElseThrow();
      int arrays = scope.getManagedArrays().size();
      NDArray attacked =
          AttackCatalogue.load()
              .image(part)
              .attack(
                  counting,
                  ImageBatch.of(
                      pixels, labels, some.seeds().stream().mapToLong(Long::longValue).toArray()));
      run.arraysLeft = scope.getManagedArrays().size() - arrays;
      assertEquals(pixels.getShape(), attacked.getShape());
      run.cleanIsUntouched = pixels.contentEquals(before);
      run.counts = counting.counts();
      run.images = IntStream.range(0, batch).mapToObj(i -> attacked.get(i).toFloatArray()).toList();
      return run;
    }
  }

  private ImageClassifier victim(NDManager scope, String name, Studies some) {
    return switch (name) {
      case "linear" -> linear;
      case "network" -> network;
      default -> FixedCaptionVictim.of(fusion, Map.of(Modality.TEXT, words(scope, some)));
    };
  }

  /** The logits of each study's words, from its seed. */
  private static NDArray words(NDManager scope, Studies some) {
    float[] logits = new float[2 * some.seeds().size()];
    for (int row = 0; row < some.seeds().size(); row++) {
      logits[2 * row + 1] = (some.seeds().get(row) & 7) / 7f - 0.5f;
    }
    return scope.create(logits, new Shape(some.seeds().size(), 2));
  }

  private float[] leads(String victim, Studies some) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray logits = victim(scope, victim, some).logits(pixels(scope, some.images()));
      return Loss.MARGIN.of(logits, labels(scope, some)).toFloatArray();
    }
  }

  private static NDArray labels(NDManager scope, Studies some) {
    return scope.create(some.labels().stream().mapToLong(Long::longValue).toArray());
  }

  private static NDArray pixels(NDManager scope, List<float[]> images) {
    float[] flat = new float[images.size() * VALUES];
    for (int row = 0; row < images.size(); row++) {
      System.arraycopy(images.get(row), 0, flat, row * VALUES, VALUES);
    }
    return scope.create(flat, new Shape(images.size(), 2, SIDE, SIDE));
  }
}
