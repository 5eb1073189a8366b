package io.gauntlet.model.pretrained;

import io.gauntlet.data.KnownNames;
import io.gauntlet.model.nn.BertEncoder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Text encoders that have a name. */
public enum TextModel {
  /** Small, trained from nothing on the cohort's own words. */
  TINY("tiny"),
  /** all-MiniLM-L6-v2; a jar on the class path ships its weights. */
  MINI_LM("minilm"),
  /** Bio_ClinicalBERT, of weights that the user gives. */
  CLINICAL_BERT("clinical-bert"),
  /** Any BERT, of weights that the user gives and the {@code config.json} beside them. */
  BERT("bert");

  private final String text;

  TextModel(String text) {
    this.text = text;
  }

  /**
   * The encoder of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public static TextModel named(String name) {
    return Arrays.stream(values())
        .filter(model -> model.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no text model is named '"
                        + name
                        + "'"
                        + KnownNames.instead(
                            name, Arrays.stream(values()).map(TextModel::toString).toList())));
  }

  /** Its network; empty where that depends on the cohort or on the weights. */
  public Optional<BertEncoder> encoder() {
    return switch (this) {
      case MINI_LM -> Optional.of(BertEncoder.miniLm());
      case CLINICAL_BERT -> Optional.of(BertEncoder.clinicalBert());
      case TINY, BERT -> Optional.empty();
    };
  }

  /**
   * Checks that weights are given where they are needed, and only where they are used.
   *
   * @throws IllegalArgumentException when not
   */
  public void checkWeights(boolean given) {
    if (given && this == TINY) {
      throw new IllegalArgumentException(
          "'tiny' is trained from nothing; with weights, name the text model: minilm,"
              + " clinical-bert, or bert for that of the config.json beside them");
    }
    if (!given && (this == CLINICAL_BERT || this == BERT)) {
      throw new IllegalArgumentException(
          "'" + text + "' needs weights; name their folder, or take minilm, which has its own");
    }
  }

  /**
   * Opens what others trained.
   *
   * @param weights the user's; empty where none were given
   * @return empty for an encoder that is trained from nothing
   * @throws IOException when the weights are damaged, or of another network
   */
  public Optional<PretrainedText> open(Optional<PretrainedWeights> weights) throws IOException {
    checkWeights(weights.isPresent());
    if (this == TINY) {
      return Optional.empty();
    }
    if (weights.isEmpty()) {
      return Optional.of(PretrainedText.miniLm());
    }
    PretrainedText pretrained = PretrainedText.open(weights.get());
    if (encoder().isPresent() && !sameSize(encoder().get(), pretrained.encoder())) {
      throw new IOException(
          "%s: its config.json is that of %s and not of %s, %s; take the text model 'bert'"
              .formatted(weights.get(), pretrained.encoder(), text, encoder().get()));
    }
    return Optional.of(pretrained);
  }

  private static boolean sameSize(BertEncoder one, BertEncoder other) {
    return one.hidden() == other.hidden()
        && one.layers() == other.layers()
        && one.heads() == other.heads()
        && one.intermediate() == other.intermediate();
  }

  @Override
  public String toString() {
    return text;
  }
}
