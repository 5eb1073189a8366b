package io.gauntlet.attack.text.words;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps what carries a diagnosis: negations and numbers, in upper or lower case. None of them
 * changes, and no other word becomes one: neither does "no effusion" turn into "effusion", nor "an
 * effusion" into "no effusion". Kept too are marks of de-identification, such as {@code xxxx},
 * which stand for a word that nobody knows.
 *
 * <p>A negation joined by a hyphen, as in {@code no-change}, and a contracted one, as in {@code
 * isn't}, are kept too. The negations are those of NegEx that are one word (Chapman et al. 2001),
 * and what denies a finding in a report: lungs are clear or free of it, it has resolved, all is
 * within normal limits, there is no evidence. Numbers are words with a digit, the numerals and the
 * Roman numerals of stages and types.
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
          "excluded",
          "clear",
          "clears",
          "cleared",
          "clearing",
          "free",
          "resolve",
          "resolves",
          "resolved",
          "resolving",
          "resolution",
          "limits",
          "evidence");

  private static final ImmutableSet<String> NUMERALS =
      ImmutableSet.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve", "first", "second", "third", "half", "single", "double", "twice");

  /**
   * From one to 39; alone, an {@code x} is a Roman ten or the sign of times, and a number in both.
   */
  private static final Pattern ROMAN = Pattern.compile("(?=.)x{0,3}(?:ix|iv|v?i{0,3})");

  private static final Pattern MARK = Pattern.compile("x{2,}(?:'s)?");

  @Override
  public boolean allows(Words words, int i) {
    return !isProtected(words.get(i));
  }

  @Override
  public boolean allows(Words words, int i, String candidate) {
    return !isProtected(candidate);
  }

  /** Whether a word is a negation, a number or a mark of de-identification. */
  public static boolean isProtected(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.endsWith("n't")
        || PARTS.splitToStream(lower).anyMatch(ProtectedWords::carriesMeaning)
        || DIGIT.matcher(lower).find();
  }

  private static boolean carriesMeaning(String part) {
    return NEGATIONS.contains(part)
        || NUMERALS.contains(part)
        || ROMAN.matcher(part).matches()
        || MARK.matcher(part).matches();
  }

  /** Keeps the whole sentence of a negation or a number, for attacks that move words. */
  public static Constraint inWholeSentences() {
    return (words, i) ->
        words.in(words.sentence(i)).stream().noneMatch(ProtectedWords::isProtected);
  }
}
