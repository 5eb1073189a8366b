package io.gauntlet.transforms;

import io.gauntlet.records.parts.RunScope;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;

/**
 * Makes one of all that the steps of a run tell of what they left out: always one element, also
 * where no step left anything out.
 *
 * <pre>{@code
 * PCollection<RunScope> scope = told.apply(new CombineScopes());
 * }</pre>
 */
final class CombineScopes extends PTransform<PCollection<RunScope>, PCollection<RunScope>> {
  private static final long serialVersionUID = 1;

  @Override
  public PCollection<RunScope> expand(PCollection<RunScope> told) {
    return told.apply("CombineScopes", Combine.globally(new All()))
        .setCoder(SerializableCoder.of(RunScope.class));
  }

  private static final class All implements SerializableFunction<Iterable<RunScope>, RunScope> {
    private static final long serialVersionUID = 1;

    @Override
    public RunScope apply(Iterable<RunScope> told) {
      RunScope all = RunScope.ALL;
      for (RunScope scope : told) {
        all = all.and(scope);
      }
      return all;
    }
  }
}
