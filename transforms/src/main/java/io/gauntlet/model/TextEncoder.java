package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.BertNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.operator.Mode;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.TokenBranch;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A BERT over the caption; its feature is the state of the first token. */
record TextEncoder(BertNetwork network, Tokenizer words) implements Encoder {

  static TextEncoder of(BertEncoder encoder, Weights weights, Tokenizer words) {
    return new TextEncoder(new BertNetwork(encoder, weights), words);
  }

  @Override
  public NDArray trainingFeatures(NDManager scope, StudyInputs studies, Mode mode) {
    return features(scope, studies.captions(), mode);
  }

  private NDArray features(NDManager scope, List<String> captions, Mode mode) {
    TokenBatch tokens = words.encode(scope, captions);
    return network.forward(tokens.ids(), tokens.mask(), mode);
  }

  @Override
  public Encoder frozen() {
    return this;
  }

  @Override
  public Branch branch(UnaryOperator<NDArray> end) {
    TokenBranch open = new TokenBranch(network, words, end);
    return new TextBranch() {
      @Override
      public NDArray embed(NDManager scope, List<String> captions) {
        return end.apply(features(scope, captions, Mode.INFERENCE));
      }

      @Override
      public boolean cuts(String caption) {
        return words.cuts(caption);
      }

      @Override
      public Optional<TokenBranch> tokens() {
        return Optional.of(open);
      }
    };
  }

  @Override
  public Optional<Tokenizer> tokenizer() {
    return Optional.of(words);
  }
}
