package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Modality;
import java.util.Optional;

/**
 * What a victim is shown of one modality of a study: its images or its caption, as they came or as
 * an attack left them. Equal values are the same content, and are made once.
 */
public sealed interface Content {

  /** The modality of which it is the content. */
  Modality modality();

  /** How an attack made it; empty for the clean content. */
  Optional<Made> made();

  /**
   * All that attacks made on the way to it, in the order in which they made it: what the victim was
   * shown of the other modalities comes before this content.
   */
  ImmutableList<Made> history();

  /** The content as it came. */
  static Content clean(Modality modality) {
    return new Clean(modality);
  }

  /**
   * The content as it came.
   *
   * @param modality whose it is
   */
  record Clean(Modality modality) implements Content {
    @Override
    public Optional<Made> made() {
      return Optional.empty();
    }

    @Override
    public ImmutableList<Made> history() {
      return ImmutableList.of();
    }

    @Override
    public String toString() {
      return switch (modality) {
        case IMAGE -> "clean images";
        case TEXT -> "clean captions";
      };
    }
  }

  /**
   * The content that an attack made.
   *
   * @param against the victim that the attack was run against, by name; empty for an attack that
   *     knows nothing of its victim, whose result serves them all
   * @param attack the attack
   * @param beside the study that the victim was shown meanwhile, clean in the attacked modality
   */
  record Made(Optional<String> against, AttackPart attack, AttackedStudy beside)
      implements Content {
    @Override
    public Modality modality() {
      return attack.modality();
    }

    @Override
    public Optional<Made> made() {
      return Optional.of(this);
    }

    @Override
    public ImmutableList<Made> history() {
      return ImmutableList.<Made>builder().addAll(beside.history()).add(this).build();
    }

    /** The attack and its victim: {@code "pwws against text"}. */
    public String maker() {
      return attack + against.map(victim -> " against " + victim).orElse("");
    }

    /**
     * The attacks that it went through, such as {@code "pwws against text with pgd against image"}.
     */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(maker());
      beside
          .contents()
          .values()
          .forEach(content -> content.made().ifPresent(made -> text.append(" with ").append(made)));
      return text.toString();
    }
  }
}
