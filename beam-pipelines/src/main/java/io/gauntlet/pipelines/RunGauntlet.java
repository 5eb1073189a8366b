package io.gauntlet.pipelines;

import com.google.common.base.MoreObjects;
import com.google.common.collect.Maps;
import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.Hardware;
import io.gauntlet.pipelines.options.RunGauntletOptions;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.Provenance;
import io.gauntlet.pipelines.stage.Quarantine;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.pipelines.stage.StageInputs;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.attacking.ReadModels;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

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
    StageInputs.studies("--studiesFrom", studies.test());
    StageInputs.modelsIn("--modelsFrom", models.models());
    Map<String, Object> facts = Provenance.ofStage(options, RunGauntletOptions.class);
    RunFolder.takeForStage(
        options.getOutput(),
        AttackStage.NAME,
        facts,
        List.of("outcomes/", "quarantine/" + AttackStage.NAME));
    Pipeline pipeline = Pipeline.create(options);
    AttackStudies attacks =
        AttackStage.attacks(options)
            .against(pipeline.apply("ReadModels", ReadModels.from(models.models())))
            .against(pipeline.apply("BringVictims", BringVictims.from(Checks.victims(options))));
    AttackStudies.Result attacked =
        CohortStage.readTest(pipeline, studies)
            .apply("AttackStudies", attacks.setResourceHints(Hardware.hints(options)));
    AttackStage.write(attacked, RunLayout.of(options.getOutput()));
    PCollection<Quarantined> quarantined =
        PCollectionList.of(Quarantine.read(pipeline, CohortStage.NAME, studies))
            .and(Quarantine.read(pipeline, TrainingStage.NAME, models))
            .and(attacked.quarantined())
            .apply("AllQuarantined", Flatten.pCollections());
    attacked
        .outcomes()
        .apply("ScoreOutcomes", ScoringStage.score(options))
        .apply(
            "WriteReport",
            ScoringStage.report(options, Maps.transformValues(facts, String::valueOf))
                .withQuarantine(quarantined)
                .withGallery(attacked.outcomes()));
    pipeline.run();
  }
}
