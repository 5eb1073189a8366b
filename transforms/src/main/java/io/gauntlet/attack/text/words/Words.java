package io.gauntlet.attack.text.words;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A caption split into its words and what stands between them. Immutable.
 *
 * <p>A word is a run of letters and digits, which single hyphens and apostrophes may join: {@code
 * follow-up} and {@code don't} are one word each, {@code 'no'} is the word {@code no} in quotes.
 */
public final class Words {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:[-'][\\p{L}\\p{M}\\p{N}]+)*");
  private static final Pattern JOINTS = Pattern.compile("[/&+=*_~%#'-]+");
  private static final Pattern EMPTY_PAIR = Pattern.compile("\\(\\s*\\)|\\[\\s*\\]|\"\\s*\"");
  private static final Pattern MARKS = Pattern.compile("\\s*[.,;:!?][.,;:!?\\s]*");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern BRACKET_INSIDE = Pattern.compile("(?<=[(\\[])\\s+|\\s+(?=[)\\]])");
  private static final CharMatcher SENTENCE_END = CharMatcher.anyOf(".!?");
  private static final CharMatcher SPACE = CharMatcher.whitespace();
  private static final CharMatcher SPACE_OR_MARK = SPACE.or(CharMatcher.anyOf(".,;:!?"));

  private final ImmutableList<String> words;

  /** One more than the words: what precedes each, then what follows the last. */
  private final ImmutableList<String> gaps;

  private Words(ImmutableList<String> words, ImmutableList<String> gaps) {
    this.words = words;
    this.gaps = gaps;
  }

  /** Splits a caption; {@link #toString} gives it back to the letter. */
  public static Words of(String caption) {
    ImmutableList<MatchResult> found = WORD.matcher(caption).results().collect(toImmutableList());
    ImmutableList.Builder<String> gaps = ImmutableList.builder();
    int end = 0;
    for (MatchResult word : found) {
      gaps.add(caption.substring(end, word.start()));
      end = word.end();
    }
    gaps.add(caption.substring(end));
    return new Words(
        found.stream().map(MatchResult::group).collect(toImmutableList()), gaps.build());
  }

  /** Whether the whole of a text is one word. */
  public static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  /** Number of words. */
  public int size() {
    return words.size();
  }

  /**
   * The word at a place.
   *
   * @throws IndexOutOfBoundsException if {@code i} is not in {@code [0, size())}
   */
  public String get(int i) {
    return words.get(i);
  }

  /**
   * The chars of a word in the caption.
   *
   * @throws IndexOutOfBoundsException if {@code i} is not in {@code [0, size())}
   */
  public Range<Integer> chars(int i) {
    Objects.checkIndex(i, size());
    int start = gaps.get(0).length();
    for (int before = 0; before < i; before++) {
      start += words.get(before).length() + gaps.get(before + 1).length();
    }
    return Range.closedOpen(start, start + words.get(i).length());
  }

  /**
   * The places of the words of a word's sentence, which a full stop, exclamation or question mark
   * ends.
   *
   * @throws IndexOutOfBoundsException if {@code i} is not in {@code [0, size())}
   */
  public Range<Integer> sentence(int i) {
    Objects.checkIndex(i, size());
    int first = i;
    while (first > 0 && SENTENCE_END.matchesNoneOf(gaps.get(first))) {
      first--;
    }
    int end = i + 1;
    while (end < size() && SENTENCE_END.matchesNoneOf(gaps.get(end))) {
      end++;
    }
    return Range.closedOpen(first, end);
  }

  /** All words in their order. */
  public List<String> all() {
    return words;
  }

  /** The words in the places of a range, in their order. */
  public List<String> in(Range<Integer> places) {
    return words.subList(places.lowerEndpoint(), places.upperEndpoint());
  }

  /**
   * The caption with another text in the place of one word; the count of words stays.
   *
   * @throws IndexOutOfBoundsException if {@code i} is not in {@code [0, size())}
   */
  public Words replace(int i, String word) {
    List<String> replaced = new ArrayList<>(words);
    replaced.set(i, word);
    return withAll(replaced);
  }

  /**
   * The caption with other texts in the places of all words.
   *
   * @throws IllegalArgumentException if there are not as many of them
   */
  public Words withAll(List<String> others) {
    if (others.size() != size()) {
      throw new IllegalArgumentException(others.size() + " texts for " + size() + " words");
    }
    return new Words(ImmutableList.copyOf(others), gaps);
  }

  /**
   * The caption without some of its words; marks and spaces left side by side become one.
   *
   * @throws IndexOutOfBoundsException if a place is not in {@code [0, size())}
   */
  public Words without(Set<Integer> places) {
    places.forEach(place -> Objects.checkIndex(place, size()));
    ImmutableList.Builder<String> kept = ImmutableList.builder();
    ImmutableList.Builder<String> keptGaps = ImmutableList.builder();
    int first = 0;
    for (int i = 0; i < size(); i++) {
      if (!places.contains(i)) {
        keptGaps.add(gap(first, i));
        kept.add(words.get(i));
        first = i + 1;
      }
    }
    keptGaps.add(gap(first, size()));
    return new Words(kept.build(), keptGaps.build());
  }

  /** One gap in the place of those from {@code first} to {@code last}, once their words go. */
  private String gap(int first, int last) {
    if (first == last) {
      return gaps.get(first);
    }
    String joined = String.join("", gaps.subList(first, last + 1));
    String parted = JOINTS.matcher(joined).replaceAll(" ");
    String paired = EMPTY_PAIR.matcher(parted).replaceAll("");
    String marked = MARKS.matcher(paired).replaceAll(Words::strongest);
    String tidy = SPACES.matcher(BRACKET_INSIDE.matcher(marked).replaceAll("")).replaceAll(" ");
    String begun = first == 0 ? SPACE_OR_MARK.trimLeadingFrom(tidy) : tidy;
    return last == size() ? SPACE.trimTrailingFrom(begun) : begun;
  }

  private static String strongest(MatchResult run) {
    String marks = SPACE.removeFrom(run.group());
    int end = Math.max(SENTENCE_END.indexIn(marks), 0);
    String space = SPACE.matchesAnyOf(run.group()) ? " " : "";
    return Matcher.quoteReplacement(marks.charAt(end) + space);
  }

  @Override
  public String toString() {
    StringBuilder caption = new StringBuilder(gaps.get(0));
    IntStream.range(0, size()).forEach(i -> caption.append(words.get(i)).append(gaps.get(i + 1)));
    return caption.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Words that && words.equals(that.words) && gaps.equals(that.gaps);
  }

  @Override
  public int hashCode() {
    return Objects.hash(words, gaps);
  }
}
