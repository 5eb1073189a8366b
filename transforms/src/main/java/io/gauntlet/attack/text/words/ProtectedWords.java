package io.gauntlet.attack.text.words;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps what carries a diagnosis: negations and numbers, in upper or lower case. None of them
 * changes, and no other word becomes one: neither does "no effusion" turn into "effusion", nor "an
 * effusion" into "no effusion".
 *
 * <p>A negation joined by a hyphen, as in {@code no-change}, and a contracted one, as in {@code
 * isn't}, are kept too. The negations are those of NegEx that are one word (Chapman et al. 2001);
 * numbers are words with a digit and the numerals.
 */
public final class ProtectedWords implements Constraint {
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");
  private static final Splitter PARTS = Splitter.on('-');

  private static final ImmutableSet<String> NEGATIONS =
      ImmutableSet.of(
          "no",
          "not",
          "non",
          "nor",
          "never",
          "none",
          "neither",
          "nothing",
          "nobody",
          "nowhere",
          "without",
          "cannot",
          "absent",
          "absence",
          "negative",
          "deny",
          "denies",
          "denied",
          "denying",
          "lack",
          "lacks",
          "lacking",
          "unlikely",
          "exclude",
          "excludes",
          "excluded");

  private static final ImmutableSet<String> NUMERALS =
      ImmutableSet.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve", "first", "second", "third", "half", "single", "double", "twice");

  @Override
  public boolean allows(Words words, int i) {
    return !isProtected(words.get(i));
  }

  @Override
  public boolean allows(Words words, int i, String candidate) {
    return !isProtected(candidate);
  }

  /** Whether a word is a negation or a number. */
  public static boolean isProtected(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.endsWith("n't")
        || PARTS
            .splitToStream(lower)
            .anyMatch(part -> NEGATIONS.contains(part) || NUMERALS.contains(part))
        || DIGIT.matcher(lower).find();
  }

  /** Keeps the whole sentence of a negation or a number, for attacks that move words. */
  public static Constraint inWholeSentences() {
    return (words, i) ->
        words.in(words.sentence(i)).stream().noneMatch(ProtectedWords::isProtected);
  }
}
