package io.gauntlet.pipelines.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.victim.Embeddings;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.data.Modality;
import io.gauntlet.data.indiana.Diagnoses;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.indiana.ReportRow;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.RecipePreset;
import io.gauntlet.model.training.VictimTraining;
import io.gauntlet.transforms.io.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The greedy search for synonyms on a trained BERT, in three ways: one search with the candidates
 * of all studies pooled into large batches by length; all the searches that the paper's Table 1 has
 * for this BERT, pooled and each caption computed once for all of them; and those with one forward
 * pass a candidate, as the tools do that attack cell by cell and study by study. A round is
 * measured in the victim's seconds a query; what a search does in between is the same.
 */
public final class SynonymBenchmark implements AutoCloseable {
  /**
   * Margins by which the images speak for the truth in each search: the text classifier's, which
   * sees none, and those of two fusions before clean, FGSM's and PGD's images.
   */
  private static final double[] IMAGE_MARGINS = {0, 2, 0, -2, 1, 0, -1};

  private final NDManager manager = NDManager.newBaseManager();
  private final NetworkVictim text;
  private final DecisionFusion fusion;
  private final List<TrainingExample> studies;
  private final float[] images;

  private SynonymBenchmark(List<TrainingExample> cohort, int studies) {
    this.studies = List.copyOf(cohort.subList(0, studies));
    Vocabulary vocabulary =
        Vocabulary.of(cohort.stream().map(TrainingExample::caption).toList(), 1, Integer.MAX_VALUE);
    BertEncoder encoder = BertEncoder.tiny(vocabulary.size());
    Tokenizer tokenizer = new Tokenizer(vocabulary.tokenizerJson(), encoder.positions());
    this.text =
        new VictimTraining(manager, "text", cohort, epoch -> {})
            .text(encoder, tokenizer, RecipePreset.DEMO.of(VictimKind.TEXT));
    // The images' logits are given: an image classifier is not asked.
    this.fusion =
        DecisionFusion.ensemble(
            new Architecture.Ensemble(new TreeMap<>()), text.branches().values());
    this.images = images();
  }

  /**
   * Trains the victim on a cohort.
   *
   * @param studies that are attacked, the first of the cohort
   */
  public static SynonymBenchmark on(String reports, int studies) throws IOException {
    List<TrainingExample> cohort = new ArrayList<>();
    InputFiles.read(
        reports,
        (stream, file) ->
            IndianaTables.reports(
                new TableFile(stream, file, TableEncoding.UTF_8),
                TableRows.usable(row -> cohort.add(example(row)))));
    return new SynonymBenchmark(cohort, studies);
  }

  private static TrainingExample example(ReportRow row) {
    int label = Diagnoses.isNormal(row) ? 0 : 1;
    return new TrainingExample(new float[0], row.text().caption(), label);
  }

  /** Logits of each study's images in each search; studies differ. */
  private float[] images() {
    Random random = new Random(1);
    float[] logits = new float[IMAGE_MARGINS.length * studies.size() * 2];
    for (int search = 0; search < IMAGE_MARGINS.length; search++) {
      for (int study = 0; study < studies.size(); study++) {
        double margin = search == 0 ? 0 : IMAGE_MARGINS[search] + random.nextGaussian();
        int row = search * studies.size() + study;
        logits[2 * row + studies.get(study).label()] = (float) margin;
      }
    }
    return logits;
  }

  /** Seconds a query of one search, pooled. */
  public double pooled() {
    return answered(1);
  }

  /** Seconds a query of all searches, pooled and shared. */
  public double shared() {
    return answered(IMAGE_MARGINS.length);
  }

  private double answered(int searches) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray logits = scope.create(images, new Shape(images.length / 2, 2));
      return search(
          FixedImageVictim.of(scope, fusion, Map.of(Modality.IMAGE, logits), new Embeddings(scope)),
          searches);
    }
  }

  /** Seconds a query of all searches, one caption at a time. */
  public double oneAtATime() {
    return search(
        candidates -> candidates.stream().map(this::score).toList(), IMAGE_MARGINS.length);
  }

  private Logits score(TextCandidate candidate) {
    try (NDManager scope = manager.newSubManager()) {
      float[] logits =
          Gradients.without(
                  () -> text.logits(scope, StudyInputs.ofCaptions(List.of(candidate.caption()))))
              .toFloatArray();
      logits[0] += images[2 * candidate.row()];
      logits[1] += images[2 * candidate.row() + 1];
      return Logits.of(logits);
    }
  }

  private double search(TextClassifier victim, int searches) {
    AttackCatalogue catalogue = AttackCatalogue.load();
    AttackPart attack = catalogue.parse("synonym-greedy:plausible=off").single().orElseThrow();
    List<TextTarget> targets = new ArrayList<>();
    for (int row = 0; row < searches * studies.size(); row++) {
      TrainingExample study = studies.get(row % studies.size());
      targets.add(new TextTarget(row, Integer.toString(row), study.caption(), study.label(), row));
    }
    long[] scoring = new long[1];
    TextClassifier timed =
        candidates -> {
          long start = System.nanoTime();
          List<Logits> logits = victim.logits(candidates);
          scoring[0] += System.nanoTime() - start;
          return logits;
        };
    long queries =
        catalogue.text(attack).attack(timed, targets).stream()
            .mapToLong(AttackedText::queries)
            .sum();
    return scoring[0] / 1e9 / queries;
  }

  @Override
  public void close() {
    text.close();
    manager.close();
  }
}
