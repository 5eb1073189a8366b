package io.gauntlet.attack.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Floats;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.model.Branch;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.ToyVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import io.gauntlet.plan.run.GridRuns;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.plan.run.StudyBatches;
import io.gauntlet.schema.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The paper's grid by the plan, and by a runner that knows nothing of plans, branches and
 * embeddings: each cell from the start, the victim read whole at every query. Passes are counted
 * where they are made, in the encoders.
 */
class SharedWorkTest {
  private static final int SIDE = 6;
  private static final List<String> REPORTS =
      List.of(
          "no acute cardiopulmonary abnormality the heart is normal in size and the lungs are clear"
              + " chest pain",
          "stable cardiomegaly with mild pulmonary edema small left pleural effusion shortness of"
              + " breath",
          "normal chest no pneumothorax or focal airspace disease mild degenerative changes of the"
              + " spine",
          "right lower lobe opacity may represent pneumonia the heart is large cough and fever",
          "clear lungs without nodule or mass old healed rib fracture routine examination",
          "there is a calcified granuloma in the left upper lobe the aorta is tortuous");
  private static final List<String> UIDS = List.of("1", "2", "3", "4", "5", "6");

  private final NDManager manager = NDManager.newBaseManager();
  private final Counts counts = new Counts();
  private Map<String, Victim> victims;
  private StudyBatch batch;

  /** Passes really made, a study-row or a caption each. */
  private static final class Counts {
    private long imageForward;
    private long imageBackward;
    private long textForward;

    long total() {
      return imageForward + imageBackward + textForward;
    }

    @Override
    public String toString() {
      return imageForward + " + " + imageBackward + " of images, " + textForward + " of words";
    }

    void clear() {
      imageForward = 0;
      imageBackward = 0;
      textForward = 0;
    }
  }

  @BeforeEach
  void makeVictims() {
    Victim image = new Encoder(1, counts, Modality.IMAGE);
    Victim text = new Encoder(2, counts, Modality.TEXT);
    Victim early = new Encoder(3, counts, Modality.values());
    victims = new LinkedHashMap<>();
    victims.put("image", image);
    victims.put("text", text);
    victims.put("early-fusion", early);
    victims.put("late-fusion", new Sum(image, text, 1.5f, 0.75f));
    victims.put("ensemble", new Sum(image, text, 1, 1));
    Random random = new Random(1);
    float[] pixels = new float[REPORTS.size() * 2 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    batch =
        new StudyBatch(
            StudyBatches.studies(UIDS, REPORTS),
            Optional.of(manager.create(pixels, new Shape(REPORTS.size(), 2, SIDE, SIDE))),
            Views.BOTH.names());
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void thePlanSpendsAThirdOfThePassesForTheSameOutcomes() {
    AttackGrid grid = AttackGrid.paper();
    List<Outcome> planned = GridRuns.run(manager, batch, victims, grid);
    String shared = counts.toString();
    long sharedTotal = counts.total();
    AttackPlan plan =
        AttackPlan.of(VictimProfile.of(victims), grid, AttackCosts.usual(AttackCatalogue.load()));
    counts.clear();
    Map<String, float[]> whole = new LinkedHashMap<>();
    Gradients.without(
        () -> {
          plan.cells().forEach(cell -> whole.putAll(new WholeVictims().run(cell)));
          return null;
        });
    assertEquals(planned.size(), whole.size());
    for (Outcome outcome : planned) {
      assertArrayEquals(
          whole.get(key(outcome.getUid(), cell(plan, outcome))),
          Floats.toArray(outcome.getAdversarialLogits()),
          1e-4f,
          () -> outcome.getUid() + " " + outcome.getVictim() + " " + outcome.getAttack());
    }
    assertTrue(3 * sharedTotal <= counts.total(), shared + "; cell by cell " + counts);
  }

  @Test
  void thePassesOfImagesAreThoseThatThePlanSays() {
    AttackPlan plan =
        AttackPlan.of(
            VictimProfile.of(victims),
            AttackGrid.paper(),
            AttackCosts.usual(AttackCatalogue.load()));
    GridRuns.run(manager, batch, victims, plan);
    Passes planned = AttackPlan.total(plan.passes()).times(REPORTS.size());
    assertEquals(planned.imageForward(), (double) counts.imageForward);
    assertEquals(planned.imageBackward(), (double) counts.imageBackward);
    assertTrue(counts.textForward <= planned.textForward(), counts + " of " + planned);
  }

  @Test
  void evenCellsThatReadTheOtherModalityOnceCostMoreThanTwiceThePlan() {
    AttackGrid grid = AttackGrid.paper();
    AttackPlan plan =
        AttackPlan.of(VictimProfile.of(victims), grid, AttackCosts.usual(AttackCatalogue.load()));
    GridRuns.run(manager, batch, victims, plan);
    String shared = counts.toString();
    long sharedTotal = counts.total();
    counts.clear();
    for (Cell cell : plan.cells()) {
      AttackPlan alone = plan.only(List.of(cell), AttackCosts.usual(AttackCatalogue.load()));
      GridRuns.run(manager, batch, victims, alone);
    }
    assertTrue(2 * sharedTotal <= counts.total(), shared + "; cells alone " + counts);
  }

  @Test
  void theShardsOfThePlanGiveTheSameOutcomesAsTheWholeAndATryAgainTheSameAsTheFirst() {
    AttackPlan plan =
        AttackPlan.of(
            VictimProfile.of(victims),
            AttackGrid.paper(),
            AttackCosts.usual(AttackCatalogue.load()));
    List<Outcome> whole = GridRuns.run(manager, batch, victims, plan);
    assertEquals(whole, GridRuns.run(manager, batch, victims, plan));
    Map<String, Outcome> byShard = new LinkedHashMap<>();
    for (AttackPlan shard : plan.shards(4, AttackCosts.usual(AttackCatalogue.load()))) {
      for (Outcome outcome : GridRuns.run(manager, batch, victims, shard)) {
        String key = key(outcome.getUid(), cell(plan, outcome));
        assertNull(byShard.put(key, outcome), key);
      }
    }
    assertEquals(whole.size(), byShard.size());
    for (Outcome outcome : whole) {
      assertEquals(outcome, byShard.get(key(outcome.getUid(), cell(plan, outcome))));
    }
  }

  private static Cell cell(AttackPlan plan, Outcome outcome) {
    return plan.cells().stream()
        .filter(cell -> cell.victim().equals(outcome.getVictim()))
        .filter(cell -> cell.attack().toString().equals(outcome.getAttack()))
        .filter(cell -> cell.generator().equals(Optional.ofNullable(outcome.getGenerator())))
        .findFirst()
        .orElseThrow();
  }

  private static String key(String uid, Cell cell) {
    return uid + " " + cell;
  }

  /** Each cell on its own, as a tool does whose victims are functions of images and words. */
  private final class WholeVictims {

    Map<String, float[]> run(Cell cell) {
      NDArray pixels = batch.pixels().orElseThrow();
      List<String> captions = REPORTS;
      for (AttackPart attack : cell.attack().parts()) {
        switch (attack.modality()) {
          case IMAGE -> pixels = images(cell.generator().orElse(cell.victim()), attack);
          case TEXT -> captions = words(cell.victim(), attack, pixels);
        }
      }
      float[][] logits = split(logits(victims.get(cell.victim()), pixels, captions));
      Map<String, float[]> outcomes = new LinkedHashMap<>();
      for (int row = 0; row < UIDS.size(); row++) {
        outcomes.put(key(UIDS.get(row), cell), logits[row]);
      }
      return outcomes;
    }

    private NDArray images(String maker, AttackPart attack) {
      NDArray pixels = batch.pixels().orElseThrow().duplicate();
      return AttackCatalogue.load()
          .image(attack)
          .attack(
              new Whole(victims.get(maker), REPORTS),
              ImageBatch.of(pixels, batch.labelArray(manager), batch.seeds(1, attack.toString())));
    }

    private List<String> words(String victim, AttackPart attack, NDArray pixels) {
      long[] seeds = batch.seeds(1, attack.toString());
      List<String> attacked = new ArrayList<>();
      for (int row = 0; row < UIDS.size(); row++) {
        int study = row;
        TextClassifier whole =
            candidates ->
                candidates.stream()
                    .map(TextCandidate::caption)
                    .map(
                        caption ->
                            Logits.rows(
                                    logits(
                                        victims.get(victim),
                                        pixels.get(study + ":" + (study + 1)),
                                        List.of(caption)))
                                .get(0))
                    .toList();
        AttackedText text =
            AttackCatalogue.load()
                .text(attack)
                .attack(
                    whole,
                    List.of(
                        new TextTarget(
                            0,
                            UIDS.get(row),
                            REPORTS.get(row),
                            batch.labels().get(row),
                            seeds[row])))
                .get(0);
        attacked.add(text.caption());
      }
      return attacked;
    }
  }

  private static float[][] split(NDArray logits) {
    float[] flat = logits.toFloatArray();
    return IntStream.range(0, flat.length / 2)
        .mapToObj(row -> Arrays.copyOfRange(flat, 2 * row, 2 * row + 2))
        .toArray(float[][]::new);
  }

  private static NDArray logits(Victim victim, NDArray pixels, List<String> captions) {
    Map<Modality, NDArray> embeddings = new EnumMap<>(Modality.class);
    victim
        .branch(ImageBranch.class)
        .ifPresent(images -> embeddings.put(Modality.IMAGE, images.embed(pixels)));
    victim
        .branch(TextBranch.class)
        .ifPresent(
            text -> embeddings.put(Modality.TEXT, text.embed(pixels.getManager(), captions)));
    return victim.fuse(embeddings);
  }

  private record Whole(Victim classifier, List<String> captions) implements ImageClassifier {

    @Override
    public NDArray logits(NDArray pixels) {
      return Gradients.without(() -> SharedWorkTest.logits(classifier, pixels, captions));
    }

    @Override
    public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
      NDArray leaf = pixels.duplicate();
      leaf.setRequiresGradient(true);
      List<NDArray> scored = new ArrayList<>();
      Gradients.backward(
          () -> {
            scored.add(SharedWorkTest.logits(classifier, leaf, captions));
            return loss.of(scored.get(0), labels);
          });
      return new ImageGradient(scored.get(0).stopGradient(), leaf.getGradient());
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return new Whole(classifier, Arrays.stream(rows).mapToObj(captions::get).toList());
    }
  }

  /** A linear image branch and a bag of words, each of two logits; it counts its passes. */
  private static final class Encoder extends ToyVictim {
    private final int seed;
    private final Counts counts;

    Encoder(int seed, Counts counts, Modality... sees) {
      super(sees);
      this.seed = seed;
      this.counts = counts;
    }

    @Override
    protected NDArray images(NDArray pixels) {
      long rows = pixels.getShape().get(0);
      counts.imageForward += rows;
      if (pixels.hasGradient()) {
        counts.imageBackward += rows;
      }
      Random random = new Random(seed);
      float[] weights = new float[2 * SIDE * SIDE * 2];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian() / 4;
      }
      NDArray matrix = pixels.getManager().create(weights, new Shape(2 * SIDE * SIDE, 2));
      return pixels.reshape(rows, 2 * SIDE * SIDE).matMul(matrix);
    }

    @Override
    protected NDArray captions(NDManager scope, List<String> captions) {
      counts.textForward += captions.size();
      float[] values = new float[2 * captions.size()];
      for (int row = 0; row < captions.size(); row++) {
        for (String word : Splitter.on(' ').split(captions.get(row))) {
          long hash = Hashing.murmur3_128(seed).hashString(word, StandardCharsets.UTF_8).asLong();
          values[2 * row] += (hash & 0xffff) / 65536f - 0.5f;
          values[2 * row + 1] += (hash >>> 16 & 0xffff) / 65536f - 0.5f;
        }
      }
      return scope.create(values, new Shape(captions.size(), 2)).toType(DataType.FLOAT32, false);
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return embeddings.values().stream().reduce(NDArray::add).orElseThrow();
    }
  }

  /** Two frozen classifiers whose logits are added with weights. */
  private record Sum(Victim image, Victim text, float ofImage, float ofText) implements Victim {

    @Override
    public Map<Modality, Branch> branches() {
      Map<Modality, Branch> both = new EnumMap<>(image.branches());
      both.putAll(text.branches());
      return both;
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      NDArray images = embeddings.get(Modality.IMAGE);
      return images
          .mul(Gradients.constant(images.getManager(), ofImage))
          .add(embeddings.get(Modality.TEXT).mul(Gradients.constant(images.getManager(), ofText)));
    }

    @Override
    public void close() {}
  }
}
