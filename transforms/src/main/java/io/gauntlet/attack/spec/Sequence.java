package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An attack on the pixels, then one on the words before the attacked images: {@code
 * pgd:epsilon=8/255:steps=10+half-sentence-deletion} (Mozhegova et al. 2025, section 3.4).
 *
 * @param image the attack on the pixels
 * @param text the attack on the words
 */
public record Sequence(AttackPart image, AttackPart text) implements AttackSpec {

  @Override
  public String form() {
    return "sequence";
  }

  @Override
  public ImmutableList<AttackPart> parts() {
    return ImmutableList.of(image, text);
  }

  @Override
  public List<Attempt> attempts(VictimProfile victim, VictimProfiles all) {
    AttackedStudy attacked = AttackedStudy.CLEAN.under(image, victim).under(text, victim);
    return List.of(new Attempt(this, attacked));
  }

  @Override
  public String toString() {
    return image + "+" + text;
  }
}
