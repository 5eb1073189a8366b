package io.gauntlet.data.table;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Set;

/**
 * Which characters the bytes of a table are. A byte order mark says it for its file; every other
 * file is read as what the user named, and a byte that means nothing there is an error.
 *
 * @param name of a character set that this Java knows
 */
public record TableEncoding(String name) implements Serializable {
  /** What a file without a byte order mark is read as, unless the user says otherwise. */
  public static final TableEncoding UTF_8 = new TableEncoding("UTF-8");

  private static final long serialVersionUID = 1;

  /** Encodings that do not say which byte comes first; a byte order mark in the file says it. */
  private static final Set<String> WITHOUT_ORDER = Set.of("UTF-16", "UTF-32");

  /**
   * The encoding of a name, in any case, or of one of its aliases.
   *
   * @throws IllegalArgumentException when there is none, or when it would have to be guessed
   */
  public static TableEncoding named(String name) {
    Charset charset = charset(name);
    if (WITHOUT_ORDER.contains(charset.name())) {
      throw new IllegalArgumentException(
          "%s does not say which byte comes first; give %sLE or %sBE, or leave it out for a file with a byte order mark"
              .formatted(charset.name(), charset.name(), charset.name()));
    }
    if (!charset.canEncode()) {
      throw new IllegalArgumentException(
          "%s guesses; name one encoding, such as windows-1252".formatted(charset.name()));
    }
    return new TableEncoding(charset.name());
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "there is no encoding '%s'; give a name such as UTF-8, UTF-16LE, windows-1252, ISO-8859-15 or Shift_JIS"
              .formatted(name),
          e);
    }
  }

  /** Decodes or fails; never puts a replacement character for what it cannot decode. */
  CharsetDecoder decoder() {
    return Charset.forName(name)
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }
}
