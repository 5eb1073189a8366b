package io.gauntlet.pipelines;

import io.gauntlet.attack.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Recipe;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.AttackStudies;
import io.gauntlet.transforms.FuseModalities;
import io.gauntlet.transforms.JoinStudies;
import io.gauntlet.transforms.ScoreOutcomes;
import io.gauntlet.transforms.SplitStudies;
import io.gauntlet.transforms.TrainModality;
import io.gauntlet.transforms.WriteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/** The whole gauntlet as one graph: join, split, train, fuse, attack, score, report. */
final class GauntletPipeline {
  private final GauntletOptions options;
  private final Set<Modality> modalities;
  private final AttackGrid grid;
  private final Map<String, String> provenance;
  private final List<PCollection<ModelReference>> models = new ArrayList<>();
  private final List<PCollection<Quarantined>> quarantined = new ArrayList<>();

  GauntletPipeline(
      GauntletOptions options,
      Set<Modality> modalities,
      AttackGrid grid,
      Map<String, String> provenance) {
    this.options = options;
    this.modalities = Set.copyOf(modalities);
    this.grid = grid;
    this.provenance = Map.copyOf(provenance);
  }

  /** Adds the graph to a pipeline. */
  void build(Pipeline pipeline) {
    PCollectionTuple joined = pipeline.apply("JoinStudies", join());
    quarantined.add(joined.get(JoinStudies.QUARANTINED));
    PCollectionTuple split =
        joined
            .get(JoinStudies.STUDIES)
            .apply(
                "SplitStudies",
                SplitStudies.withSeed(options.getSeed())
                    .withTrainFraction(options.getTrainFraction()));
    PCollection<Study> train = split.get(SplitStudies.TRAIN);
    PCollection<Study> test = split.get(SplitStudies.TEST);
    train.apply("WriteTrain", studies("train"));
    test.apply("WriteTest", studies("test"));

    train(train);
    PCollectionTuple attacked =
        test.apply(
            "AttackStudies",
            AttackStudies.against(
                    PCollectionList.of(models)
                        .apply("AllModels", Flatten.pCollections())
                        .apply("AsModels", View.asList()))
                .withGrid(grid)
                .withBatch(options.getAttackBatch())
                .withSeed(options.getSeed())
                .withGallery(options.getGallery()));
    quarantined.add(attacked.get(AttackStudies.QUARANTINED));

    PCollection<Outcome> outcomes = attacked.get(AttackStudies.OUTCOMES);
    outcomes.apply(
        "WriteOutcomes",
        AvroIO.write(Outcome.class).to(file("outcomes/outcomes")).withSuffix(".avro"));
    outcomes
        .apply("ScoreOutcomes", ScoreOutcomes.create())
        .apply(
            "WriteReport",
            WriteReport.to(options.getOutput())
                .withProvenance(provenance)
                .withQuarantine(quarantine()));
  }

  private JoinStudies join() {
    JoinStudies join =
        JoinStudies.fromIndiana(options.getReports(), options.getProjections())
            .withModalities(modalities);
    return options.getImages() == null ? join : join.withImages(options.getImages());
  }

  private void train(PCollection<Study> train) {
    String folder = file("models");
    PCollectionView<ModelReference> image = null;
    PCollectionView<ModelReference> text = null;
    if (modalities.contains(Modality.IMAGE)) {
      image =
          add(
              "TrainImage",
              train.apply(
                  "TrainImage",
                  TrainModality.image(folder)
                      .withImageSide(options.getImageSize())
                      .withRecipe(recipe(options.getImageEpochs(), 2e-3))));
    }
    if (modalities.contains(Modality.TEXT)) {
      text =
          add(
              "TrainText",
              train.apply(
                  "TrainText",
                  TrainModality.text(folder).withRecipe(recipe(options.getTextEpochs(), 1e-3))));
    }
    if (image != null && text != null) {
      add(
          "FuseEarly",
          train.apply(
              "FuseEarly",
              FuseModalities.early(folder)
                  .of(image, text)
                  .withRecipe(recipe(options.getEarlyEpochs(), 5e-4))));
      add(
          "FuseLate",
          train.apply(
              "FuseLate",
              FuseModalities.late(folder)
                  .of(image, text)
                  .withRecipe(recipe(options.getLateEpochs(), 1e-2))));
      add(
          "FuseEnsemble",
          train.apply("FuseEnsemble", FuseModalities.ensemble(folder).of(image, text)));
    }
  }

  private Recipe recipe(int epochs, double learningRate) {
    return new Recipe(epochs, 32, learningRate, 2, 0.5, options.getSeed());
  }

  private PCollectionView<ModelReference> add(String name, PCollectionTuple trained) {
    PCollection<ModelReference> model = TrainModality.model(trained);
    models.add(model);
    quarantined.add(TrainModality.quarantined(trained));
    return model.apply("As" + name, View.asSingleton());
  }

  private PCollectionView<Map<String, Long>> quarantine() {
    PCollection<Quarantined> all =
        PCollectionList.of(quarantined).apply("AllQuarantined", Flatten.pCollections());
    all.apply(
        "WriteQuarantine",
        AvroIO.write(Quarantined.class).to(file("quarantine/quarantine")).withSuffix(".avro"));
    return all.apply(
            "Reason", MapElements.into(TypeDescriptors.strings()).via(Quarantined::getReason))
        .apply("CountReasons", Count.perElement())
        .apply("AsReasons", View.asMap());
  }

  private AvroIO.Write<Study> studies(String part) {
    return AvroIO.write(Study.class).to(file("studies/" + part)).withSuffix(".avro");
  }

  private String file(String name) {
    String output = options.getOutput();
    return output.endsWith("/") ? output + name : output + "/" + name;
  }
}
