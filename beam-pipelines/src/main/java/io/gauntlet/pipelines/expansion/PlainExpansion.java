package io.gauntlet.pipelines.expansion;

import java.util.function.UnaryOperator;
import org.apache.beam.model.expansion.v1.ExpansionApi.ExpansionRequest;
import org.apache.beam.model.expansion.v1.ExpansionApi.ExpansionResponse;
import org.apache.beam.sdk.expansion.service.ExpansionService;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.stub.StreamObserver;

/** Beam's expansion service, which says in a sentence what it otherwise says in a stack. */
final class PlainExpansion extends ExpansionService {
  private final UnaryOperator<String> sentence;

  /**
   * A service.
   *
   * @param workers address of the pool of workers
   * @param sentence makes one line of a printed stack
   */
  PlainExpansion(PipelineOptions options, String workers, UnaryOperator<String> sentence) {
    super(options, workers);
    this.sentence = sentence;
  }

  @Override
  public void close() {
    // It holds nothing, and nothing can fail.
  }

  @Override
  public void expand(ExpansionRequest request, StreamObserver<ExpansionResponse> client) {
    super.expand(
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(ExpansionResponse response) {
            client.onNext(
                response.getError().isEmpty()
                    ? response
                    : response.toBuilder().setError(sentence.apply(response.getError())).build());
          }

          @Override
          public void onError(Throwable failure) {
            client.onError(failure);
          }

          @Override
          public void onCompleted() {
            client.onCompleted();
          }
        });
  }
}
