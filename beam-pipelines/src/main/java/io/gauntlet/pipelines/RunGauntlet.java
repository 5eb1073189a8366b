package io.gauntlet.pipelines;

import com.google.common.base.MoreObjects;
import com.google.common.collect.Maps;
import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.RunGauntletOptions;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.Provenance;
import io.gauntlet.pipelines.stage.Quarantine;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.ReadModels;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/** The pipeline {@code run-gauntlet}: attacks finished models, and scores what is left. */
public final class RunGauntlet {
  private RunGauntlet() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    RunGauntletOptions options = Launch.options(RunGauntletOptions.class, arguments);
    Checks.attacks(options);
    RunLayout studies =
        RunLayout.of(MoreObjects.firstNonNull(options.getStudiesFrom(), options.getOutput()));
    RunLayout models =
        RunLayout.of(MoreObjects.firstNonNull(options.getModelsFrom(), options.getOutput()));
    Checks.written("--studiesFrom", studies.test());
    Checks.modelsIn("--modelsFrom", models.models());
    Map<String, Object> facts = Provenance.ofStage(options, RunGauntletOptions.class);
    RunFolder.takeForStage(
        options.getOutput(),
        AttackStage.NAME,
        facts,
        List.of("outcomes/", "quarantine/" + AttackStage.NAME));
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Study> test = CohortStage.read(pipeline, "ReadTest", studies.test());
    PCollection<ModelReference> victims =
        pipeline.apply("ReadModels", ReadModels.from(models.models()));
    AttackStage attacked = AttackStage.add(test, victims, options);
    ScoringStage.add(
        attacked.outcomes(),
        List.of(
            Quarantine.read(pipeline, CohortStage.NAME, studies),
            Quarantine.read(pipeline, TrainingStage.NAME, models),
            attacked.quarantined()),
        options,
        Maps.transformValues(facts, String::valueOf),
        Optional.empty());
    pipeline.run();
  }
}
