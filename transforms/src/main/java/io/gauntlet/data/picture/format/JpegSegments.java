package io.gauntlet.data.picture.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The segments of a JPEG, from its start to its end marker (ITU-T T.81, annex B). Those that make
 * the samples are kept; comments, thumbnails, profiles and all other words of applications are not,
 * but for the three that say how the samples are to be shown: JFIF, Adobe and Exif.
 */
public final class JpegSegments {
  /** Scans of one picture, at most: each asks for a pass over all of it. */
  private static final int MOST_SCANS = 100;

  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int JFIF = 0xe0;
  private static final int EXIF = 0xe1;
  private static final int ADOBE = 0xee;
  private static final int COMMENT = 0xfe;
  private static final int ADOBE_TRANSFORM = 11;
  private static final byte[] EXIF_NAME = {'E', 'x', 'i', 'f', 0, 0};
  private static final byte[] JFIF_SEGMENT = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

  private final byte[] file;
  private final ByteArrayOutputStream kept;
  private Optional<JpegFrame> frame = Optional.empty();
  private Orientation orientation = Orientation.UPRIGHT;
  private OptionalInt adobe = OptionalInt.empty();
  private boolean jfif;
  private int scans;

  private JpegSegments(byte[] file) {
    this.file = file;
    this.kept = new ByteArrayOutputStream(file.length);
  }

  /**
   * Walks a file.
   *
   * @throws PictureException when it is not whole
   */
  public static JpegSegments of(byte[] file) throws PictureException {
    JpegSegments segments = new JpegSegments(file);
    segments.walk();
    if (segments.frame.isEmpty() || segments.scans == 0) {
      throw PictureException.broken("there is no image in it");
    }
    return segments;
  }

  private void walk() throws PictureException {
    if (byteAt(0) != 0xff || byteAt(1) != START) {
      throw PictureException.broken("it does not begin as a JPEG");
    }
    int at = 2;
    while (true) {
      if (byteAt(at) != 0xff) {
        throw PictureException.broken("it has something else where a marker has to be");
      }
      while (byteAt(at) == 0xff) {
        at++;
      }
      int marker = byteAt(at);
      at++;
      if (marker == END) {
        return;
      }
      if (marker == START || marker < 0xc0) {
        throw PictureException.broken("it has a marker where none can be");
      }
      int length = (byteAt(at) << 8) | byteAt(at + 1);
      if (length < 2) {
        throw PictureException.broken("it has a segment without its length");
      }
      byteAt(at + length - 1);
      segment(marker, ByteBuffer.wrap(file, at + 2, length - 2).slice());
      at += length;
      if (marker == SCAN) {
        int end = endOfScan(at);
        kept.write(file, at, end - at);
        at = end;
      }
    }
  }

  private int byteAt(int at) throws PictureException {
    if (at >= file.length) {
      throw PictureException.broken("it ends too early");
    }
    return Byte.toUnsignedInt(file[at]);
  }

  /** Where the next marker is that is neither a stuffed byte nor a restart. */
  private int endOfScan(int from) throws PictureException {
    int at = from;
    while (true) {
      while (byteAt(at) != 0xff) {
        at++;
      }
      int next = byteAt(at + 1);
      if (next == 0xff) {
        at++;
      } else if (next == 0 || (next >= 0xd0 && next <= 0xd7)) {
        at += 2;
      } else {
        return at;
      }
    }
  }

  private void segment(int marker, ByteBuffer content) throws PictureException {
    switch (marker) {
      case JFIF -> jfif = jfif || starts(content, "JFIF".getBytes(StandardCharsets.US_ASCII));
      case EXIF -> {
        if (starts(content, EXIF_NAME)) {
          byte[] bytes = bytes(content);
          orientation = Orientation.in(Arrays.copyOfRange(bytes, EXIF_NAME.length, bytes.length));
        }
      }
      case ADOBE -> {
        if (content.limit() > ADOBE_TRANSFORM
            && starts(content, "Adobe".getBytes(StandardCharsets.US_ASCII))) {
          adobe = OptionalInt.of(Byte.toUnsignedInt(content.get(ADOBE_TRANSFORM)));
        }
      }
      default -> {
        if (marker < JFIF || (marker > 0xef && marker != COMMENT)) {
          image(marker, content);
        }
      }
    }
  }

  private void image(int marker, ByteBuffer content) throws PictureException {
    boolean tables = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
    if ((marker <= 0xcf && !tables) || marker == 0xf7) {
      if (frame.isPresent()) {
        throw PictureException.broken("it has two frames");
      }
      frame = Optional.of(JpegFrame.of(marker, content.duplicate()));
    }
    if (marker == SCAN) {
      scans++;
      if (scans > MOST_SCANS) {
        throw PictureException.broken("it has more than %s scans".formatted(MOST_SCANS));
      }
    }
    write(kept, marker, bytes(content));
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.limit()];
    content.get(0, bytes);
    return bytes;
  }

  private static boolean starts(ByteBuffer content, byte[] name) {
    return content.limit() >= name.length
        && content.slice(0, name.length).equals(ByteBuffer.wrap(name));
  }

  private static void write(ByteArrayOutputStream out, int marker, byte[] content) {
    int length = content.length + 2;
    out.writeBytes(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length});
    out.writeBytes(content);
  }

  /** The samples alone, after a JFIF segment: so no decoder has to guess. */
  public byte[] asJfif() {
    ByteArrayOutputStream all = new ByteArrayOutputStream(kept.size() + JFIF_SEGMENT.length + 8);
    all.writeBytes(new byte[] {(byte) 0xff, (byte) START});
    write(all, JFIF, JFIF_SEGMENT);
    all.writeBytes(kept.toByteArray());
    all.writeBytes(new byte[] {(byte) 0xff, (byte) END});
    return all.toByteArray();
  }

  public JpegFrame frame() {
    return frame.orElseThrow();
  }

  public Orientation orientation() {
    return orientation;
  }

  /** The colour transform that an Adobe segment names, where there is one. */
  public OptionalInt adobe() {
    return adobe;
  }

  /** Whether a JFIF segment says that three components are luma and two differences. */
  public boolean isJfif() {
    return jfif;
  }
}
