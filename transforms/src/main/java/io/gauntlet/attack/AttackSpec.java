package io.gauntlet.attack;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * An attack by name: nothing, on the pixels, on the words, or first the one and then the other.
 *
 * <p>Written as {@code pgd:epsilon=8/255:steps=10+half-sentence-deletion}; {@link #toString} spells
 * what an attack may spend and what is not standard, in the order of their names, so that equal
 * attacks have equal names.
 *
 * @param image the attack on the pixels; null when they are left alone
 * @param text the attack on the words; null when they are left alone
 */
public record AttackSpec(Part image, Part text) {
  /** The attack that changes nothing. */
  public static final AttackSpec NONE = new AttackSpec(null, null);

  private static final String NONE_NAME = "none";

  /**
   * One named attack with every option set.
   *
   * @param name of the provider
   * @param options a value each
   */
  public record Part(String name, AttackOptions options) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(name);
      options
          .spelled()
          .forEach((option, value) -> text.append(':').append(option).append('=').append(value));
      return text.toString();
    }
  }

  /**
   * Reads an attack, and checks its name and options by making it.
   *
   * @throws IllegalArgumentException that says what is wrong and what there is instead
   */
  public static AttackSpec parse(String text) {
    if (text.equals(NONE_NAME)) {
      return NONE;
    }
    Part image = null;
    Part words = null;
    for (String part : Splitter.on('+').split(text)) {
      Part read = part(part);
      if (provider(ImageAttackProvider.class, read.name()) != null) {
        if (image != null || words != null) {
          throw new IllegalArgumentException(
              text + ": at most one attack on pixels, then at most one on words");
        }
        image = read;
      } else {
        if (words != null) {
          throw new IllegalArgumentException(text + ": at most one attack on words");
        }
        words = read;
      }
    }
    AttackSpec spec = new AttackSpec(image, words);
    if (image != null) {
      spec.imageAttack();
    }
    if (words != null) {
      spec.textAttack();
    }
    return spec;
  }

  private static Part part(String text) {
    List<String> pieces = Splitter.on(':').splitToList(text);
    String name = pieces.get(0);
    AttackProvider provider = provider(ImageAttackProvider.class, name);
    if (provider == null) {
      provider = provider(TextAttackProvider.class, name);
    }
    if (provider == null) {
      throw new IllegalArgumentException(
          "no attack is named '%s'; there are %s".formatted(name, names()));
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (String piece : pieces.subList(1, pieces.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(piece);
      if (pair.size() != 2 || given.put(pair.get(0), pair.get(1)) != null) {
        throw new IllegalArgumentException(
            text + ": write each option once, as name=value, not '" + piece + "'");
      }
    }
    try {
      return new Part(name, AttackOptions.of(provider.description().options(), given));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  /** The names of all attacks on the class path, sorted. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    ServiceLoader.load(ImageAttackProvider.class)
        .forEach(provider -> names.add(provider.description().name()));
    ServiceLoader.load(TextAttackProvider.class)
        .forEach(provider -> names.add(provider.description().name()));
    names.sort(null);
    return names;
  }

  /** Whether nothing is changed. */
  public boolean isNone() {
    return image == null && text == null;
  }

  /** The attack on the pixels. */
  public ImageAttack imageAttack() {
    return provider(ImageAttackProvider.class, image.name()).create(image.options());
  }

  /** The attack on the words. */
  public TextAttack textAttack() {
    return provider(TextAttackProvider.class, text.name()).create(text.options());
  }

  private static <T extends AttackProvider> T provider(Class<T> type, String name) {
    for (T provider : ServiceLoader.load(type)) {
      if (provider.description().name().equals(name)) {
        return provider;
      }
    }
    return null;
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
