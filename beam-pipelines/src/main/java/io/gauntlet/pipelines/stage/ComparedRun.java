package io.gauntlet.pipelines.stage;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.scoring.CompareToReference;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * A finished run on one side of a comparison.
 *
 * @param layout of its folder
 * @param facts that a gate must know of it
 */
public record ComparedRun(RunLayout layout, RunFacts facts) {

  /**
   * A run whose outcomes are held against its manifest.
   *
   * @throws IOException when what it wrote down of itself cannot be read
   */
  public static ComparedRun of(RunLayout layout) throws IOException {
    return new ComparedRun(layout, RunFolder.checkedFacts(layout));
  }

  /** Its folder. */
  public String folder() {
    return layout.folder();
  }

  /** Whether its outcomes are those that it wrote. */
  public boolean isIntact() {
    return facts.faults().isEmpty();
  }

  /** Its outcomes; none where they are not those that it wrote. */
  public PCollection<Outcome> read(Pipeline pipeline, String name) {
    return isIntact()
        ? pipeline.apply(name, ReadRecords.outcomes(layout.outcomes()).orNone())
        : pipeline.apply(name, Create.empty(TypeDescriptor.of(Outcome.class)));
  }

  /** What it could not use; nothing where its outcomes are not those that it wrote. */
  public PCollection<Quarantined> readQuarantine(Pipeline pipeline, String name)
      throws IOException {
    return isIntact()
        ? Quarantine.readAll(pipeline, name, layout)
        : pipeline.apply(name, Create.empty(TypeDescriptor.of(Quarantined.class)));
  }

  /**
   * The comparison of another run with this one.
   *
   * @param name of the step that reads this one's outcomes
   * @param candidate what is known of the other
   */
  public CompareToReference comparison(Pipeline pipeline, String name, RunFacts candidate)
      throws IOException {
    return CompareToReference.of(read(pipeline, name))
        .withQuarantine(List.of(readQuarantine(pipeline, "Quarantine" + name)), List.of())
        .between(facts, candidate);
  }
}
