package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.dicom.DicomSyntax.Elements;
import io.gauntlet.data.picture.format.PictureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the elements of a data set (DICOM PS3.5, section 7) and keeps those of {@link DicomTag}. It
 * is Gauntlet's own since Maven Central has no reader to lean on: dcm4che and PixelMed are not
 * there, and ImageJ's knows neither stored bits nor look-up tables, shifts signed values, and reads
 * files by their names, patients' names and all, without a bound. This one jumps over what it does
 * not keep, sequences within sequences too, with a counter and not by recursion, so that no depth
 * is too deep for it and a file is walked once.
 */
final class DicomElements {
  private static final int ITEM = 0xfffee000;
  private static final int ITEM_END = 0xfffee00d;
  private static final int SEQUENCE_END = 0xfffee0dd;
  private static final int DELIMITERS = 0xfffe;
  private static final long UNDEFINED = 0xffffffffL;
  private static final Set<String> LONG_TYPES =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final ByteBuffer data;
  private final boolean namesTypes;

  private DicomElements(ByteBuffer data, Elements elements) {
    this.data = data.duplicate().order(elements.order());
    this.namesTypes = elements.nameTypes();
  }

  /** One element's head: its length may be {@link #UNDEFINED}. */
  private record Head(int tag, String type, long length) {}

  /**
   * Reads the elements from a buffer's position to the pixels, the end of its item or of the
   * buffer. The buffer's position is left.
   *
   * @throws PictureException when an element does not end where it has to
   */
  static DicomDataSet read(ByteBuffer data, Elements elements) throws PictureException {
    return new DicomElements(data, elements).dataSet(Optional.empty());
  }

  /** Reads the elements of one group alone, and sets the buffer's position after them. */
  static DicomDataSet readGroup(ByteBuffer data, int group, Elements elements)
      throws PictureException {
    DicomElements walk = new DicomElements(data, elements);
    DicomDataSet read = walk.dataSet(Optional.of(group));
    data.position(walk.data.position());
    return read;
  }

  private DicomDataSet dataSet(Optional<Integer> group) throws PictureException {
    Map<DicomTag, DicomElement> kept = new EnumMap<>(DicomTag.class);
    while (data.hasRemaining() && !kept.containsKey(DicomTag.PIXELS)) {
      int before = data.position();
      Head head = head(namesTypes);
      if (head.tag == ITEM_END || (group.isPresent() && head.tag >>> 16 != group.get())) {
        data.position(before);
        break;
      }
      int from = data.position();
      skip(head);
      Optional<DicomTag> tag = DicomTag.of(head.tag);
      if (tag.isPresent()) {
        kept.putIfAbsent(
            tag.get(),
            new DicomElement(
                head.type,
                head.length == UNDEFINED,
                data.slice(from, data.position() - from).order(data.order())));
      }
    }
    return new DicomDataSet(kept);
  }

  private Head head(boolean named) throws PictureException {
    need(8);
    int group = Short.toUnsignedInt(data.getShort());
    int tag = (group << 16) | Short.toUnsignedInt(data.getShort());
    if (!named || group == DELIMITERS) {
      return new Head(tag, "", Integer.toUnsignedLong(data.getInt()));
    }
    byte[] letters = {data.get(), data.get()};
    String type = new String(letters, StandardCharsets.ISO_8859_1);
    if (!LONG_TYPES.contains(type)) {
      return new Head(tag, type, Short.toUnsignedLong(data.getShort()));
    }
    need(6);
    data.getShort();
    return new Head(tag, type, Integer.toUnsignedLong(data.getInt()));
  }

  private void skip(Head head) throws PictureException {
    if (head.length == UNDEFINED) {
      skipDelimited(head.type);
    } else {
      need(head.length);
      data.position(data.position() + (int) head.length);
    }
  }

  /** Jumps over a sequence, or an item, to after its delimiter, whatever is nested in it. */
  private void skipDelimited(String type) throws PictureException {
    int depth = 1;
    // Of an unknown type, and so written without types (PS3.5, section 6.2.2), from this depth on.
    int untypedFrom = type.equals("UN") ? depth : Integer.MAX_VALUE;
    while (depth > 0) {
      Head head = head(namesTypes && depth < untypedFrom);
      if (head.tag == ITEM_END || head.tag == SEQUENCE_END) {
        depth--;
        untypedFrom = depth < untypedFrom ? Integer.MAX_VALUE : untypedFrom;
      } else if (head.length == UNDEFINED) {
        depth++;
        untypedFrom = head.type.equals("UN") ? Math.min(untypedFrom, depth) : untypedFrom;
      } else {
        skip(head);
      }
    }
  }

  /** The first item of a sequence: the data set in it. */
  static Optional<DicomDataSet> firstItem(DicomElement sequence, Elements elements)
      throws PictureException {
    Elements within = sequence.type().equals("UN") ? Elements.IMPLICIT_LITTLE_ENDIAN : elements;
    DicomElements walk = new DicomElements(sequence.value(), within);
    if (!walk.data.hasRemaining()) {
      return Optional.empty();
    }
    Head item = walk.head(within.nameTypes());
    if (item.tag != ITEM) {
      return Optional.empty();
    }
    if (item.length != UNDEFINED) {
      walk.need(item.length);
      walk.data.limit(walk.data.position() + (int) item.length);
    }
    return Optional.of(walk.dataSet(Optional.empty()));
  }

  /**
   * The fragments of compressed pixels, joined, after the table of their offsets.
   *
   * @throws PictureException when they are not whole, or of several frames
   */
  static ByteBuffer fragments(DicomElement pixels) throws PictureException {
    DicomElements walk = new DicomElements(pixels.value(), Elements.EXPLICIT_LITTLE_ENDIAN);
    Head offsets = walk.head(true);
    if (offsets.tag != ITEM || offsets.length > 4) {
      throw PictureException.broken("its pixels are not fragments of one frame");
    }
    walk.skip(offsets);
    ByteBuffer joined = ByteBuffer.allocate(walk.data.remaining());
    for (Head head = walk.head(true); head.tag == ITEM; head = walk.head(true)) {
      int from = walk.data.position();
      walk.skip(head);
      joined.put(walk.data.slice(from, walk.data.position() - from));
    }
    return joined.flip();
  }

  private void need(long bytes) throws PictureException {
    if (data.remaining() < bytes) {
      throw PictureException.broken("it ends too early");
    }
  }
}
