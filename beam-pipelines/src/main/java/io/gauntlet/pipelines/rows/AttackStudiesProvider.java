package io.gauntlet.pipelines.rows;

import io.gauntlet.pipelines.options.GridOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.cohort.SampleStudies;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/**
 * {@link AttackStudies} over rows: the studies of {@code input} against the models of the rows
 * {@code models}, as {@link TrainVictimsProvider} gives them, of the folder of that name, and those
 * of {@code victims}; into {@code outcomes} and {@code quarantined}.
 */
public final class AttackStudiesProvider implements SchemaTransformProvider {
  private static final String MODELS = "models";

  private static final OptionFields<GridOptions> FIELDS =
      OptionFields.of(
              GridOptions.class,
              "attacks",
              "transfers",
              "epsilons",
              "fractions",
              "maxQueries",
              "lexicon",
              "attackBatch",
              "sample",
              "gallery",
              "keepCaptions",
              "victims",
              "modalities",
              "seed",
              "device")
          .and(
              Schema.Field.nullable(MODELS, Schema.FieldType.STRING)
                  .withDescription(
                      "Folder of trained models, such as the one that train_victims wrote or"
                          + " DIR/models of a run; without it the input of that name"));

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:attack_studies:v1";
  }

  @Override
  public String description() {
    return "Attacks trained models on studies; the attacks are written as on the command line.";
  }

  @Override
  public Schema configurationSchema() {
    return FIELDS.schema();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input", MODELS);
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of("outcomes", "quarantined");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    return OptionFields.reading(
        () ->
            new AttackRows(
                Requests.attacks(FIELDS.read(configuration)),
                Optional.ofNullable(configuration.getString(MODELS))
                    .map(AttackStudiesProvider::models)));
  }

  /** The models of a folder, which has some. */
  private static ReadModels models(String folder) {
    String absolute = PathOptions.absolute("modelsFrom", folder);
    try {
      if (ReadModels.finished(absolute).isEmpty()) {
        throw new UsageException(
            MODELS
                + ": there is no finished model in "
                + absolute
                + "; name the folder that train_victims wrote");
      }
      return ReadModels.from(absolute);
    } catch (IOException e) {
      throw new UsageException(MODELS + ": " + e.getMessage(), e);
    }
  }

  private static final class AttackRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final transient AttackRequest request;
    private final transient Optional<ReadModels> models;

    AttackRows(AttackRequest request, Optional<ReadModels> models) {
      this.request = request;
      this.models = models;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollection<Study> all = AvroRows.read(input, "input", Study.class, "split_studies");
      Optional<SampleStudies> sample = AttackStage.sample(request);
      PCollection<Study> studies =
          sample.map(drawn -> all.apply("SampleStudies", drawn).studies()).orElse(all);
      AttackStudies.Result attacked =
          studies.apply("AttackStudies", against(input, AttackStage.attacks(request)));
      return PCollectionRowTuple.of(
              "outcomes", AvroRows.write("Outcomes", attacked.outcomes(), Outcome.class))
          .and(
              "quarantined",
              AvroRows.write("Quarantined", attacked.quarantined(), Quarantined.class));
    }

    private AttackStudies against(PCollectionRowTuple input, AttackStudies attacks) {
      List<String> own = request.brought().victims().folders().values().asList();
      Optional<PCollection<ModelReference>> trained = trained(input);
      if (trained.isEmpty() && own.isEmpty()) {
        throw new IllegalArgumentException(
            "there are no models to attack; give the folder of some as 'models', or connect the"
                + " output 'models' of train_victims to the input of that name");
      }
      AttackStudies armed = trained.map(attacks::against).orElse(attacks);
      return own.isEmpty()
          ? armed
          : armed.against(input.getPipeline().apply("BringVictims", BringVictims.from(own)));
    }

    private Optional<PCollection<ModelReference>> trained(PCollectionRowTuple input) {
      return input.has(MODELS)
          ? Optional.of(AvroRows.read(input, MODELS, ModelReference.class, "train_victims"))
          : models.map(folder -> input.getPipeline().apply("ReadModels", folder));
    }
  }
}
