package io.gauntlet.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that people write into files. A byte that is none of it is told, and never replaced. */
public final class Utf8 {
  private static final String MARK = "\ufeff";

  private Utf8() {}

  /**
   * The text without the mark that editors may put in front of it.
   *
   * @param source named in errors
   * @throws IOException when the bytes are no UTF-8
   */
  public static String text(byte[] bytes, String source) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    } catch (CharacterCodingException e) {
      throw new IOException(source + " holds bytes that are no UTF-8; save it as UTF-8", e);
    }
  }
}
