package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.MaskedWordHead;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Untrained text classifiers, their weights large enough that words matter. */
public final class TinyBert {
  private TinyBert() {}

  /** A text classifier, without a masked-language-model head. */
  public static TrainableClassifier classifier(NDManager manager, List<String> captions) {
    return classifier(manager, captions, false);
  }

  /** A text classifier. */
  public static TrainableClassifier classifier(
      NDManager manager, List<String> captions, boolean fillsGaps) {
    Vocabulary vocabulary = Vocabulary.of(captions, 1, 1000);
    BertEncoder encoder = new BertEncoder(vocabulary.size(), 16, 2, 2, 32, 48);
    Architecture architecture = new Architecture(Fusion.TEXT, null, null, encoder, Map.of());
    List<ParameterSpec> specs = new ArrayList<>(architecture.parameters());
    if (fillsGaps) {
      specs.addAll(new MaskedWordHead(encoder).parameters());
    }
    Weights weights = Weights.initialize(manager, specs, 1);
    SplittableRandom random = new SplittableRandom(1);
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.contains("LayerNorm")) {
                set(tensor, random, name.contains("embeddings") ? 1 : 0.4);
              }
            });
    return new TrainableClassifier(
        architecture, weights, new Tokenizer(vocabulary.tokenizerJson(), encoder.positions()));
  }

  private static void set(NDArray tensor, SplittableRandom random, double deviation) {
    float[] values = new float[(int) tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    tensor.set(values);
  }
}
