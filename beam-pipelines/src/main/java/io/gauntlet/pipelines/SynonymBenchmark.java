package io.gauntlet.pipelines;

import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.AttackProviders;
import io.gauntlet.attack.AttackSpec;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.Embeddings;
import io.gauntlet.attack.Sequence;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.WordVictim;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.Tokenizer;
import io.gauntlet.model.TrainableClassifier;
import io.gauntlet.model.Vocabulary;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The greedy search for synonyms on a BERT, with the candidates of all studies pooled into large
 * batches by length, and with one forward pass a candidate, as the tools do that attack study by
 * study. A round is measured in seconds a query.
 */
final class SynonymBenchmark implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  private final TrainableClassifier text;
  private final List<String> captions;

  /** Prepares a network with random weights for the words of these captions. */
  SynonymBenchmark(List<String> captions) {
    this.captions = List.copyOf(captions);
    Vocabulary vocabulary = Vocabulary.of(captions, 1, Integer.MAX_VALUE);
    Architecture architecture =
        new Architecture(Fusion.TEXT, null, null, BertEncoder.tiny(vocabulary.size()), Map.of());
    this.text =
        new TrainableClassifier(
            architecture,
            Weights.initialize(manager, architecture.parameters(), 1),
            new Tokenizer(vocabulary.tokenizerJson(), architecture.text().positions()));
  }

  /** Seconds a query of the pooled search. */
  double pooled() {
    try (NDManager scope = manager.newSubManager()) {
      return search(new WordVictim(scope, text, null, new Embeddings(scope)));
    }
  }

  /** Seconds a query of the search that scores one caption at a time. */
  double oneAtATime() {
    return search(
        candidates ->
            candidates.stream()
                .map(TextCandidate::caption)
                .map(this::score)
                .toArray(float[][]::new));
  }

  private float[] score(String caption) {
    try (NDManager scope = manager.newSubManager()) {
      return Gradients.without(() -> text.textEmbedding(scope, List.of(caption))).toFloatArray();
    }
  }

  private double search(TextClassifier victim) {
    Sequence attack = (Sequence) AttackSpec.parse("synonym-greedy");
    List<TextTarget> targets = new ArrayList<>();
    for (int row = 0; row < captions.size(); row++) {
      String caption = captions.get(row);
      float[] logits = score(caption);
      targets.add(
          new TextTarget(row, Integer.toString(row), caption, logits[1] > logits[0] ? 1 : 0, row));
    }
    long[] scoring = new long[1];
    TextClassifier timed =
        candidates -> {
          long start = System.nanoTime();
          float[][] logits = victim.logits(candidates);
          scoring[0] += System.nanoTime() - start;
          return logits;
        };
    long queries =
        AttackProviders.text(attack.text()).attack(timed, targets).stream()
            .mapToLong(AttackedText::queries)
            .sum();
    return scoring[0] / 1e9 / queries;
  }

  @Override
  public void close() {
    text.close();
    manager.close();
  }
}
