package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.TokenBranch;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A BERT over the caption; its feature is the state of the first token. */
record TextEncoder(BertEncoder network, Weights weights, Tokenizer words) implements Encoder {

  @Override
  public NDArray trainingFeatures(NDManager scope, StudyInputs studies, long dropoutSeed) {
    return features(scope, studies.captions());
  }

  private NDArray features(NDManager scope, List<String> captions) {
    TokenBatch tokens = words.encode(scope, captions);
    return network.forward(weights, tokens.ids(), tokens.mask());
  }

  @Override
  public Encoder frozen() {
    return this;
  }

  @Override
  public Branch branch(UnaryOperator<NDArray> end) {
    TokenBranch open = new TokenBranch(network, weights, words, end);
    return new TextBranch() {
      @Override
      public NDArray embed(NDManager scope, List<String> captions) {
        return end.apply(features(scope, captions));
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
