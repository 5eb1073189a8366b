package io.gauntlet.transforms.io;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The result of a transform with more than one output: each output has an accessor, as in Beam's
 * {@code WithFailures.Result}, so that users need no {@link TupleTag}.
 *
 * <pre>{@code
 * record Result(PCollection<Study> train, PCollection<Study> test) implements NamedOutputs {
 *   public Map<String, PCollection<?>> byName() {
 *     return Map.of("train", train, "test", test);
 *   }
 * }
 * }</pre>
 */
public interface NamedOutputs extends POutput {

  /** The outputs, by the names that a runner's monitoring shows; at least one. */
  Map<String, PCollection<?>> byName();

  @Override
  default Pipeline getPipeline() {
    return byName().values().iterator().next().getPipeline();
  }

  @Override
  default Map<TupleTag<?>, PValue> expand() {
    return byName().entrySet().stream()
        .collect(Collectors.toMap(output -> new TupleTag<>(output.getKey()), Map.Entry::getValue));
  }

  /** Does nothing: each output was finished by the transform that made it. */
  @Override
  default void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
