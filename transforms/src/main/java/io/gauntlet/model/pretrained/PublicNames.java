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
      List.of("_orig_mod.", "module.", "model.", "net.", "network.", "backbone.", "image."),
      List.of("fc.", "last_linear.", "classifier.", "text.", "head.")),
  /** Hugging Face's BERT, alone or under a task's head, and our own {@code text} models. */
  TEXT(
      "text.",
      List.of("_orig_mod.", "module.", "model.", "net.", "network.", "text.", "bert."),
      List.of(
          "pooler.",
          "classifier.",
          "qa_outputs.",
          "cls.seq_relationship.",
          "cls.predictions.decoder.",
          "embeddings.position_ids",
          "embeddings.token_type_ids",
          "image.",
          "head.")) {
    @Override
    String today(String name) {
      return name.replace("LayerNorm.gamma", "LayerNorm.weight")
          .replace("LayerNorm.beta", "LayerNorm.bias");
    }
  };

  private static final String BATCH_COUNT = ".num_batches_tracked";
  private static final List<String> COUNTERS =
      List.of(BATCH_COUNT, "embeddings.position_ids", "embeddings.token_type_ids");

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
    String name = withoutPrefixes(theirs);
    if (heads.stream().anyMatch(name::startsWith) || name.endsWith(BATCH_COUNT)) {
      return Optional.empty();
    }
    return present.apply(name).map(ours::concat);
  }

  private String withoutPrefixes(String theirs) {
    String name = theirs;
    Optional<String> prefix = before.stream().filter(theirs::startsWith).findFirst();
    while (prefix.isPresent()) {
      name = name.substring(prefix.get().length());
      prefix = before.stream().filter(name::startsWith).findFirst();
    }
    return name;
  }

  /** Whether a tensor, as they name it, only counts: it is no part of any network. */
  static boolean isCounter(String theirs) {
    return COUNTERS.stream().anyMatch(theirs::endsWith);
  }

  /** Whether one of our names is of the head that filled gaps while BERT was pretrained. */
  static boolean isMaskedWords(String ours) {
    return ours.startsWith("text.cls.predictions.");
  }
}
