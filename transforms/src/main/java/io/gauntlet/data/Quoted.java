package io.gauntlet.data;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Collections2;
import java.util.Collection;
import java.util.stream.Collectors;

/** Text of a file as a message of one line quotes it: files hold whatever their authors like. */
public final class Quoted {
  private static final CharMatcher UNSEEN =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\u2028\u2029"));
  private static final int LONGEST = 80;
  private static final int MOST = 20;

  /** No column and no class has a longer name. */
  private static final int LONGEST_NAME = 60;

  private Quoted() {}

  /** A text without line breaks and what else is not seen, cut where it is long. */
  public static String of(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return printable(start);
  }

  /** The first of some texts, and how many more there are. */
  public static String of(Collection<String> texts) {
    return "[" + few(Collections2.transform(texts, Quoted::of), MOST) + "]";
  }

  /**
   * What should be names, of columns or of classes, as {@link #of(Collection)} gives them. Where
   * one is longer than names are, only how many there are: what was taken for names may be a
   * report, and no report of a patient is in a message.
   */
  public static String names(Collection<String> texts) {
    return texts.stream().allMatch(text -> text.length() <= LONGEST_NAME)
        ? of(texts)
        : texts.size() + " that are not shown, for one is too long for a name and may be a report";
  }

  /**
   * The first of some names, as they are, and how many more there are.
   *
   * @param most names to tell
   */
  public static String few(Collection<String> names, int most) {
    String first = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
  }

  /** A text without line breaks and what else is not seen, however long. */
  public static String printable(String text) {
    return UNSEEN.replaceFrom(text, ' ');
  }
}
