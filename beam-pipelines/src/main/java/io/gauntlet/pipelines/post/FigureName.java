package io.gauntlet.pipelines.post;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The name of a figure where only {@code A-Z a-z 0-9 _ - . space : /} may be in a name, and at most
 * {@value #LONGEST} of them, as MLflow has it. The parts are joined by slashes. Within a part each
 * byte (UTF-8) of any other character, and of an underscore, a slash and a space, becomes an
 * underscore and two hexadecimal digits: {@code pgd:epsilon=0.03} becomes {@code
 * pgd:epsilon_3D0.03}. So does a dot at the start of a part, for what begins so may be taken for a
 * folder; a part without letters is {@value #EMPTY}. The last part, the metric, is of letters that
 * need none of this, and stays.
 *
 * @param parts such as victim and attack, at least one
 * @param metric lower-case letters, digits, dots and underscores
 */
record FigureName(ImmutableList<String> parts, String metric) {
  /** Letters of a key. */
  static final int LONGEST = 250;

  private static final String EMPTY = "_-";
  private static final String CUT = "_:";
  private static final int DIGEST = 16;
  private static final String SLASH = "/";
  private static final BaseEncoding HEX = BaseEncoding.base16().upperCase();

  FigureName {
    if (parts.isEmpty() || !metric.matches("[a-z0-9_][a-z0-9_.]*")) {
      throw new IllegalArgumentException("no name of a figure: " + parts + " " + metric);
    }
  }

  static FigureName of(String metric, String... parts) {
    return new FigureName(ImmutableList.copyOf(parts), metric);
  }

  /** The key in full, however long. */
  String whole() {
    return Joiner.on(SLASH).join(parts.stream().map(FigureName::escape).toList()) + SLASH + metric;
  }

  /** Whether the key is not the whole name. */
  boolean isCut() {
    return whole().length() > LONGEST;
  }

  /**
   * The key: of what is too long the start, and then {@value #CUT}, a digest of the whole and the
   * metric.
   */
  String key() {
    String whole = whole();
    if (!isCut()) {
      return whole;
    }
    String end = CUT + digest() + SLASH + metric;
    String start = whole.substring(0, LONGEST - end.length());
    // Neither half of an escape nor a slash may be left at the end.
    return start.replaceFirst("(_[0-9A-F]?|/)$", "") + end;
  }

  /** Tells whole names apart: the first {@value #DIGEST} hexadecimal digits of SHA-256. */
  String digest() {
    return Hashing.sha256()
        .hashString(whole(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, DIGEST);
  }

  /**
   * The name of a key that was not cut.
   *
   * @throws IllegalArgumentException when it is none
   */
  static FigureName parse(String whole) {
    List<String> all = Splitter.on('/').splitToList(whole);
    return new FigureName(
        all.subList(0, all.size() - 1).stream()
            .map(FigureName::unescape)
            .collect(ImmutableList.toImmutableList()),
        all.get(all.size() - 1));
  }

  private static String escape(String part) {
    if (part.isEmpty()) {
      return EMPTY;
    }
    StringBuilder escaped = new StringBuilder();
    for (byte letter : part.getBytes(StandardCharsets.UTF_8)) {
      boolean isFirst = escaped.isEmpty();
      if (isPlain(letter) || (letter == '.' && !isFirst)) {
        escaped.append((char) letter);
      } else {
        escaped.append('_').append(HEX.encode(new byte[] {letter}));
      }
    }
    return escaped.toString();
  }

  private static boolean isPlain(byte letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '-'
        || letter == ':';
  }

  private static String unescape(String escaped) {
    if (escaped.equals(EMPTY)) {
      return "";
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < escaped.length()) {
      if (escaped.charAt(at) != '_') {
        bytes.write(escaped.charAt(at));
        at++;
      } else if (at + 3 <= escaped.length()) {
        bytes.writeBytes(HEX.decode(escaped.substring(at + 1, at + 3)));
        at += 3;
      } else {
        throw new IllegalArgumentException("half an escape ends " + escaped);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
