package io.gauntlet.attack;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An attack by name: nothing, on the pixels, on the words, or first the one and then the other.
 *
 * <p>Written as {@code pgd:epsilon=8/255:steps=10+half-sentence-deletion}; {@link #toString} spells
 * every option, so that equal attacks have equal names.
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
   * @param options by name
   */
  public record Part(String name, SortedMap<String, Double> options) {

    /** Copies what could change. */
    public Part {
      options = ImmutableSortedMap.copyOfSorted(options);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(name);
      options.forEach(
          (option, value) -> text.append(':').append(option).append('=').append(number(value)));
      return text.toString();
    }

    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
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
    SortedMap<String, Double> options = new TreeMap<>(provider.defaults());
    for (String piece : pieces.subList(1, pieces.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(piece);
      if (pair.size() != 2 || options.get(pair.get(0)) == null) {
        throw new IllegalArgumentException(
            "%s: '%s' is no option of %s; there are %s, written as name=value"
                .formatted(text, piece, name, options.keySet()));
      }
      options.put(pair.get(0), number(text, pair.get(1)));
    }
    return new Part(name, options);
  }

  private static double number(String text, String value) {
    try {
      List<String> fraction = Splitter.on('/').limit(2).splitToList(value);
      double number = Double.parseDouble(fraction.get(0));
      return fraction.size() == 1 ? number : number / Double.parseDouble(fraction.get(1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          text + ": '" + value + "' is no number; write 0.03 or 8/255", e);
    }
  }

  /** The names of all attacks on the class path, sorted. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    ServiceLoader.load(ImageAttackProvider.class).forEach(provider -> names.add(provider.name()));
    ServiceLoader.load(TextAttackProvider.class).forEach(provider -> names.add(provider.name()));
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
      if (provider.name().equals(name)) {
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
