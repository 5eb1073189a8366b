package io.gauntlet.attack.spec;

import com.google.common.collect.Sets;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.image.ImageAttacks;
import io.gauntlet.attack.text.TextOptions;
import io.gauntlet.attack.text.WordAdversary;
import io.gauntlet.data.Modality;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.model.Capability;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.WordDefence;
import io.gauntlet.model.training.Adversaries;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The attacks that a training learns from, which are those that victims are evaluated with. */
public final class TrainingAttacks {
  /** Draws of a random attack that a victim is examined with. */
  private static final String EXAMINING_DRAWS = "8";

  private static final String DRAWS = TextOptions.WORST_OF.name();
  private static final Set<Capability> OF_ALL =
      Sets.immutableEnumSet(Capability.LOGITS, Capability.TOKEN_GRADIENTS, Capability.WORD_VECTORS);

  private final AttackCatalogue attacks;

  /**
   * Attacks of a catalogue.
   *
   * @param attacks those on words among them
   */
  public TrainingAttacks(AttackCatalogue attacks) {
    this.attacks = attacks;
  }

  /**
   * What a defence learns from, and is examined with: first the images are attacked, then the
   * captions, which the victim reads beside the attacked images.
   *
   * @param reports words of the training part, asked for where an attack reads them
   * @throws IllegalArgumentException when there is no such attack on words
   */
  public Adversaries of(Defence defence, Supplier<ReportWords> reports) {
    Adversaries pixels = defence.hasPixels() ? ImageAttacks.adversaries(defence) : Adversaries.NONE;
    return defence.words().isActive()
        ? pixels.then(ofWords(part(defence.words()), reports))
        : pixels;
  }

  private Adversaries ofWords(AttackPart part, Supplier<ReportWords> reports) {
    ReportWords words =
        TextOptions.readsReportWords(part.options()) ? reports.get() : ReportWords.NONE;
    AttackPart examining =
        Optional.ofNullable(part.options().values().get(DRAWS))
            .filter("1"::equals)
            .map(one -> attacks.with(part, DRAWS, EXAMINING_DRAWS))
            .orElse(part);
    return new Adversaries(
        new WordAdversary(attacks.text(part), words),
        new WordAdversary(attacks.text(examining), words));
  }

  /**
   * The attack of a defence of words.
   *
   * @throws IllegalArgumentException when there is none of that name on words, an option is not of
   *     it, or no training can ask for it
   */
  public AttackPart part(WordDefence words) {
    AttackPart part =
        attacks
            .parse(words.toString())
            .single()
            .filter(single -> single.modality() == Modality.TEXT)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "words is %s; name one attack on words, such as synonym-random"
                            .formatted(words)));
    if (part.threat().truth() == Truth.EXCHANGED || !OF_ALL.containsAll(part.threat().needs())) {
      throw new IllegalArgumentException(
          "words is %s, which needs more than the victim in training; name another attack on words, such as synonym-random"
              .formatted(words));
    }
    return part;
  }
}
