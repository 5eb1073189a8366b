package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.pretrained.PretrainedText;
import io.gauntlet.model.pretrained.TextModel;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text classifier: a BERT encoder, {@code [CLS]}, a linear head. An encoder that is trained from
 * nothing has the vocabulary of the training part.
 *
 * @param encoder the network and its first weights
 * @param recipe of its training
 */
public record TextDesign(EncoderChoice encoder, Recipe recipe) implements Design {
  private static final long serialVersionUID = 1;
  private static final int LEAST_WORD_COUNT = 2;
  private static final int MOST_WORDS = 8000;

  /**
   * Checks the network.
   *
   * @throws IllegalArgumentException when it reads another modality
   */
  public TextDesign {
    encoder.require(Modality.TEXT);
  }

  @Override
  public VictimKind kind() {
    return VictimKind.TEXT;
  }

  @Override
  public Optional<Recipe> training() {
    return Optional.of(recipe);
  }

  @Override
  public Design withSeed(long seed) {
    return new TextDesign(encoder, recipe.withSeed(seed));
  }

  @Override
  public Map<Modality, String> branches(String name) {
    return Map.of(Modality.TEXT, name);
  }

  @Override
  public Optional<ImageSize> imageSize(List<TrainedVictim> parents) {
    return Optional.empty();
  }

  @Override
  public void check() throws IOException {
    encoder.check();
  }

  @Override
  public Optional<NetworkVictim> untrained(NDManager manager, List<String> captions) {
    Vocabulary vocabulary = Vocabulary.of(captions, 1, Integer.MAX_VALUE);
    Architecture.TextClassifier architecture =
        new Architecture.TextClassifier(
            TextModel.named(encoder.model())
                .encoder()
                .orElseGet(() -> BertEncoder.tiny(vocabulary.size())));
    return Optional.of(
        NetworkVictim.of(
            architecture,
            Weights.initialize(manager, architecture.parameters(), 1),
            new Tokenizer(vocabulary.tokenizerJson(), architecture.network().positions())));
  }

  @Override
  public List<String> networks() throws IOException {
    return List.of(encoder.digest());
  }

  @Override
  public TrainedVictim train(Workshop workshop) throws IOException {
    Optional<PretrainedText> text = encoder.text();
    if (text.isPresent()) {
      PretrainedText pretrained = text.get();
      return workshop
          .training()
          .startingFrom(pretrained.read(workshop.manager()))
          .text(pretrained.encoder(), pretrained.tokenizer(), recipe);
    }
    Vocabulary vocabulary =
        Vocabulary.of(
            workshop.examples().stream().map(TrainingExample::caption).toList(),
            LEAST_WORD_COUNT,
            MOST_WORDS);
    BertEncoder network = BertEncoder.tiny(vocabulary.size());
    Tokenizer tokenizer = new Tokenizer(vocabulary.tokenizerJson(), network.positions());
    return workshop.training().text(network, tokenizer, recipe);
  }
}
