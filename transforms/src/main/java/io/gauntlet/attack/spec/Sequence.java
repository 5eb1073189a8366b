package io.gauntlet.attack.spec;

/**
 * Nothing, an attack on the pixels, one on the words, or first the one and then the other: {@code
 * pgd:epsilon=8/255:steps=10+half-sentence-deletion} (Mozhegova et al. 2025, section 3.4). The
 * words are attacked before the attacked pictures.
 *
 * @param image the attack on the pixels; null when they are left alone
 * @param text the attack on the words; null when they are left alone
 */
public record Sequence(AttackPart image, AttackPart text) implements AttackSpec {
  /** The attack that changes nothing. */
  public static final Sequence NONE = new Sequence(null, null);

  static final String NONE_NAME = "none";

  @Override
  public boolean changesPictures() {
    return image != null;
  }

  @Override
  public boolean changesWords() {
    return text != null;
  }

  @Override
  public String toString() {
    if (isNone()) {
      return NONE_NAME;
    }
    if (image == null) {
      return text.toString();
    }
    return text == null ? image.toString() : image + "+" + text;
  }
}
