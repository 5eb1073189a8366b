package io.gauntlet.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.HexFormat;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;

/** The characters of a file, one by one, up to the first bytes that are none. */
final class DecodedText {
  private static final int CHUNK = 1 << 13;

  private final InputStream stream;
  private final String encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHUNK).flip();
  private boolean ended;
  private boolean flushed;

  /** Bytes that are no characters; the message says which, and of which encoding. */
  static final class UndecodableException extends IOException {
    private static final long serialVersionUID = 1;

    UndecodableException(String message) {
      super(message);
    }
  }

  private DecodedText(InputStream stream, TableEncoding encoding) {
    this.stream = stream;
    this.encoding = encoding.name();
    this.decoder = encoding.decoder();
  }

  /** Reads a file in the encoding of its byte order mark, or in the one that is given. */
  static DecodedText open(InputStream stream, TableEncoding otherwise) throws IOException {
    BOMInputStream marked =
        BOMInputStream.builder()
            .setInputStream(stream)
            .setByteOrderMarks(
                ByteOrderMark.UTF_8,
                ByteOrderMark.UTF_32LE,
                ByteOrderMark.UTF_32BE,
                ByteOrderMark.UTF_16LE,
                ByteOrderMark.UTF_16BE)
            .get();
    return new DecodedText(
        marked, marked.hasBOM() ? new TableEncoding(marked.getBOMCharsetName()) : otherwise);
  }

  /**
   * The next character; -1 at the end.
   *
   * @throws UndecodableException when the next bytes are no character
   */
  int read() throws IOException {
    return chars.hasRemaining() || fill() ? chars.get() : -1;
  }

  /** The character that {@link #read} gives next. */
  int peek() throws IOException {
    return chars.hasRemaining() || fill() ? chars.get(chars.position()) : -1;
  }

  private boolean fill() throws IOException {
    chars.clear();
    while (chars.position() == 0 && !flushed) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError() && chars.position() == 0) {
        chars.flip();
        throw undecodable(result.length());
      }
      if (chars.position() == 0) {
        more();
      }
    }
    chars.flip();
    return chars.hasRemaining();
  }

  private void more() throws IOException {
    if (ended) {
      decoder.flush(chars);
      flushed = true;
      return;
    }
    bytes.compact();
    int read = stream.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    ended = read < 0;
  }

  private UndecodableException undecodable(int length) {
    byte[] bad = new byte[Math.min(length, bytes.remaining())];
    bytes.duplicate().get(bad);
    return new UndecodableException(
        "the byte%s 0x%s, which %s no %s"
            .formatted(
                bad.length == 1 ? "" : "s",
                HexFormat.of().formatHex(bad),
                bad.length == 1 ? "is" : "are",
                encoding));
  }
}
