package io.gauntlet.model.pretrained;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the public checkpoints of an encoder name its tensors, by rule: what they put before our
 * names, what belongs to their heads and not to the encoder, and what they wrote otherwise before.
 */
enum PublicNames {
  /** timm's {@code seresnet*} and {@code legacy_senet154}, and our own {@code image} models. */
  IMAGE(
      "image.",
      List.of("module.", "model.", "image."),
      List.of("fc.", "last_linear.", "classifier.", "text.", "head.")),
  /** Hugging Face's BERT, alone or under a task's head, and our own {@code text} models. */
  TEXT(
      "text.",
      List.of("module.", "text.", "bert."),
      List.of(
          "pooler.",
          "classifier.",
          "qa_outputs.",
          "cls.seq_relationship.",
          "cls.predictions.decoder.",
          "embeddings.position_ids",
          "image.",
          "head.")) {
    @Override
    String today(String name) {
      return name.replace("LayerNorm.gamma", "LayerNorm.weight")
          .replace("LayerNorm.beta", "LayerNorm.bias");
    }
  };

  private static final String BATCH_COUNT = ".num_batches_tracked";

  private final String ours;
  private final ImmutableList<String> before;
  private final ImmutableList<String> heads;

  PublicNames(String ours, List<String> before, List<String> heads) {
    this.ours = ours;
    this.before = ImmutableList.copyOf(before);
    this.heads = ImmutableList.copyOf(heads);
  }

  String today(String name) {
    return name;
  }

  /** Our name of a tensor; empty where it is not a part of the encoder. */
  Optional<String> ours(String theirs) {
    return ours(theirs, name -> Optional.of(today(name)));
  }

  /**
   * Our name of a tensor; empty where it is not a part of the encoder.
   *
   * @param present the rule of a family: from a name as published to that of today
   */
  Optional<String> ours(String theirs, Function<String, Optional<String>> present) {
    String name = theirs;
    for (String prefix : before) {
      name = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
    if (heads.stream().anyMatch(name::startsWith) || name.endsWith(BATCH_COUNT)) {
      return Optional.empty();
    }
    return present.apply(name).map(ours::concat);
  }

  /** Whether one of our names is of the head that filled gaps while BERT was pretrained. */
  static boolean isMaskedWords(String ours) {
    return ours.startsWith("text.cls.predictions.");
  }
}
