package io.gauntlet.pipelines.stage;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.LimitLosses;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.WriteRecords;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** The files of what a stage could not use. */
public final class Quarantine {
  /** The option of an attack that is run apart: where its studies are. */
  private static final String STUDIES = "studiesFrom";

  private Quarantine() {}

  /**
   * Writes what one stage could not use; the pipeline fails where that is too much.
   *
   * @param stage names the files
   * @param studies of the stage
   */
  static void write(
      String stage,
      RunLayout layout,
      PCollection<Quarantined> quarantined,
      PCollection<Study> studies) {
    PCollection<String> written =
        quarantined.apply(
            "WriteQuarantine-" + stage,
            WriteRecords.of(Quarantined.class, layout.quarantine(stage)));
    double share = LossLimit.of(quarantined.getPipeline().getOptions()).share();
    quarantined.apply("LimitLosses-" + stage, LimitLosses.of(stage, studies, written, share));
  }

  /** What a stage of an earlier job could not use; nothing where it left no file. */
  public static PCollection<Quarantined> read(Pipeline pipeline, String stage, RunLayout layout) {
    return read(pipeline.begin(), stage, layout);
  }

  private static PCollection<Quarantined> read(PBegin begin, String stage, RunLayout layout) {
    return begin.apply(
        "ReadQuarantine-" + stage, ReadRecords.quarantined(layout.quarantine(stage)).orNone());
  }

  /**
   * What all stages of a run could not use, also where another folder has its studies.
   *
   * @param name of the step
   */
  static PCollection<Quarantined> readAll(Pipeline pipeline, String name, RunLayout layout)
      throws IOException {
    String studies = RunFolder.options(layout.folder()).getOrDefault(STUDIES, "");
    return pipeline.apply(
        name, new ReadAll(studies.isEmpty() ? layout : RunLayout.of(studies), layout));
  }

  /** A step around the stages, whose names are there twice where two runs are read. */
  private static final class ReadAll extends PTransform<PBegin, PCollection<Quarantined>> {
    private static final long serialVersionUID = 1;

    private final transient RunLayout studies;
    private final transient RunLayout layout;

    ReadAll(RunLayout studies, RunLayout layout) {
      this.studies = studies;
      this.layout = layout;
    }

    @Override
    public PCollection<Quarantined> expand(PBegin begin) {
      return PCollectionList.of(read(begin, CohortStage.NAME, studies))
          .and(read(begin, TrainingStage.NAME, layout))
          .and(read(begin, AttackStage.NAME, layout))
          .apply("AllQuarantined", Flatten.pCollections());
    }
  }
}
