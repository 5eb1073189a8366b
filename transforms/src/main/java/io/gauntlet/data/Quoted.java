package io.gauntlet.data;

import com.google.common.base.CharMatcher;
import java.util.Collection;
import java.util.stream.Collectors;

/** Text of a file as a message of one line quotes it: files hold whatever their authors like. */
public final class Quoted {
  private static final CharMatcher UNSEEN =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\u2028\u2029"));
  private static final int LONGEST = 80;
  private static final int MOST = 20;

  private Quoted() {}

  /** A text without line breaks and what else is not seen, cut where it is long. */
  public static String of(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return printable(start);
  }

  /** The first of some texts, and how many more there are. */
  public static String of(Collection<String> texts) {
    String first = texts.stream().limit(MOST).map(Quoted::of).collect(Collectors.joining(", "));
    return "["
        + first
        + (texts.size() > MOST ? " and " + (texts.size() - MOST) + " more" : "")
        + "]";
  }

  /** A text without line breaks and what else is not seen, however long. */
  public static String printable(String text) {
    return UNSEEN.replaceFrom(text, ' ');
  }
}
