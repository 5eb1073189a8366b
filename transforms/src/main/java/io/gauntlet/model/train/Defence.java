package io.gauntlet.model.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.PlainNumbers;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What of a training makes a network hold against an attacker: it learns from images and captions
 * that were attacked as it is at that moment.
 *
 * @param kind how it is made to hold against changes of pixels
 * @param epsilon largest change of a pixel that is attacked with, above 0 and at most 1; 0 without
 *     a defence
 * @param steps gradients of each attack, at least 1; 0 without a defence
 * @param beta weight of the answer that should not change, against the one that should be right;
 *     above 0 with {@link Kind#TRADES}, 0 otherwise
 * @param words against changes of words
 */
public record Defence(Kind kind, double epsilon, int steps, double beta, WordDefence words)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Learns from images as they are. */
  public static final Defence NONE = new Defence(Kind.NONE, 0, 0, 0, WordDefence.NONE);

  private static final double STANDARD_EPSILON = 8 / 255.0;
  private static final Splitter PARTS = Splitter.on(':');
  private static final String WORDS = ";words=";

  /** How a network is made to hold. */
  public enum Kind {
    /** Not at all. */
    NONE(0, 0),
    /** Learns from attacked images in the place of clean ones (Madry et al. 2018, section 2.1). */
    PGD(10, 0),
    /**
     * Learns to be right on clean images, and to answer the same on attacked ones (Zhang et al.
     * 2019, equation 3).
     */
    TRADES(10, 6),
    /**
     * Learns from images of a single step of 1.25 epsilons from a random start (Wong et al. 2020,
     * algorithm 3), and ends before it learns to mask its gradients.
     */
    FAST(1, 0);

    private final int standardSteps;
    private final double standardBeta;

    Kind(int standardSteps, double standardBeta) {
      this.standardSteps = standardSteps;
      this.standardBeta = standardBeta;
    }

    /** As users write it. */
    @Override
    public String toString() {
      return Ascii.toLowerCase(name());
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public Defence {
    if (kind != Kind.NONE && !(epsilon > 0 && epsilon <= 1)) {
      throw new IllegalArgumentException(
          "epsilon is " + epsilon + "; give a value above 0 and at most 1, pixels being in [0, 1]");
    }
    if (kind != Kind.NONE && steps < 1) {
      throw new IllegalArgumentException("attackSteps is " + steps + "; give at least 1");
    }
    if (kind == Kind.FAST && steps != 1) {
      throw new IllegalArgumentException(
          "attackSteps is %s; defence=fast takes one: leave it out, or give defence=pgd"
              .formatted(steps));
    }
    if ((kind == Kind.TRADES) != (beta > 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException(
          kind == Kind.TRADES
              ? "beta is " + beta + "; give a value above 0"
              : "beta is of defence=trades; leave it out");
    }
  }

  /**
   * A defence of a name, with its standard numbers: 8 of 255 grey levels, 10 steps (1 of fast), and
   * a beta of 6 for trades.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Defence named(String name) {
    List<String> names = Arrays.stream(Kind.values()).map(Kind::toString).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "no defence is named '" + name + "'" + KnownNames.instead(name, names));
    }
    Kind kind = Kind.values()[names.indexOf(name)];
    return kind == Kind.NONE
        ? NONE
        : new Defence(
            kind, STANDARD_EPSILON, kind.standardSteps, kind.standardBeta, WordDefence.NONE);
  }

  /** Reads what {@link #toString} writes. */
  @JsonCreator
  static Defence parse(String text) {
    int words = text.indexOf(WORDS);
    if (words >= 0) {
      return parse(text.substring(0, words))
          .withWords(WordDefence.parse(text.substring(words + WORDS.length())));
    }
    List<String> parts = PARTS.splitToList(text);
    Defence defence = named(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(part);
      double value = PlainNumbers.real(pair.get(1)).orElseThrow();
      defence =
          switch (pair.get(0)) {
            case "epsilon" -> defence.withEpsilon(value);
            case "attackSteps" -> defence.withSteps((int) value);
            case "beta" -> defence.withBeta(value);
            default -> throw new IllegalArgumentException("a defence has no " + pair.get(0));
          };
    }
    return defence;
  }

  /** Whether anything is attacked. */
  public boolean isActive() {
    return hasPixels() || words.isActive();
  }

  /** Whether pixels are attacked. */
  public boolean hasPixels() {
    return kind != Kind.NONE;
  }

  /** The same with another defence of words. */
  public Defence withWords(WordDefence other) {
    return new Defence(kind, epsilon, steps, beta, other);
  }

  /** The same against another largest change of a pixel. */
  public Defence withEpsilon(double other) {
    requireActive("epsilon");
    return new Defence(kind, other, steps, beta, words);
  }

  /** The same with another number of gradients an attack. */
  public Defence withSteps(int other) {
    requireActive("attackSteps");
    return new Defence(kind, epsilon, other, beta, words);
  }

  /** The same with another weight of the answer that should not change. */
  public Defence withBeta(double other) {
    requireActive("beta");
    return new Defence(kind, epsilon, steps, other, words);
  }

  private void requireActive(String number) {
    if (!hasPixels()) {
      throw new IllegalArgumentException(
          number + " is of a defence; give one, such as defence=trades");
    }
  }

  /**
   * As in the digest of a training, which stays as it is: {@code pgd:epsilon=0.03:attackSteps=10}.
   */
  @Override
  @JsonValue
  public String toString() {
    String pixels =
        hasPixels()
            ? kind
                + ":epsilon="
                + epsilon
                + ":attackSteps="
                + steps
                + (kind == Kind.TRADES ? ":beta=" + beta : "")
            : kind.toString();
    return words.isActive() ? pixels + WORDS + words : pixels;
  }
}
