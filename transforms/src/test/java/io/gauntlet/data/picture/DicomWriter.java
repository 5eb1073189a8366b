package io.gauntlet.data.picture;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes small DICOM files, right and wrong ones, of a made-up patient. */
public final class DicomWriter {
  public static final String IMPLICIT = "1.2.840.10008.1.2";
  public static final String EXPLICIT = "1.2.840.10008.1.2.1";
  public static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  public static final String RLE = "1.2.840.10008.1.2.5";

  public static final int PHOTOMETRIC = 0x00280004;
  public static final int FRAMES = 0x00280008;
  public static final int ROWS = 0x00280010;
  public static final int COLUMNS = 0x00280011;
  public static final int ALLOCATED = 0x00280100;
  public static final int STORED = 0x00280101;
  public static final int HIGH_BIT = 0x00280102;
  public static final int SIGNED = 0x00280103;
  public static final int CENTER = 0x00281050;
  public static final int WIDTH = 0x00281051;
  public static final int INTERCEPT = 0x00281052;
  public static final int SLOPE = 0x00281053;
  public static final int FUNCTION = 0x00281056;
  public static final int PIXELS = 0x7fe00010;

  /** Everything that the header says of the patient; none of it may come out anywhere. */
  public static final Set<String> PATIENT =
      Set.of("Zyxwvut", "Marigold", "PID-90210", "19311224", "St. Elsewhere");

  private static final int UNDEFINED = -1;
  private static final Set<String> LONG = Set.of("OB", "OF", "OW", "SQ", "UN");

  private final String syntax;
  private final SortedMap<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);

  private DicomWriter(String syntax) {
    this.syntax = syntax;
  }

  /** A file without any element. */
  public static DicomWriter empty(String syntax) {
    return new DicomWriter(syntax);
  }

  /** A grey frame of unsigned 16-bit cells in one row, without a window. */
  public static DicomWriter grey(String syntax, int... cells) {
    DicomWriter writer =
        new DicomWriter(syntax)
            .text(0x00080020, "DA", "19311224")
            .text(0x00080080, "LO", "St. Elsewhere")
            .text(0x00100010, "PN", "Zyxwvut^Marigold")
            .text(0x00100020, "LO", "PID-90210")
            .number(0x00280002, 1)
            .text(PHOTOMETRIC, "CS", "MONOCHROME2")
            .number(ROWS, 1)
            .number(COLUMNS, cells.length)
            .number(ALLOCATED, 16)
            .number(STORED, 16)
            .number(HIGH_BIT, 15)
            .number(SIGNED, 0);
    return writer.element(PIXELS, "OW", writer.shorts(cells));
  }

  private boolean isImplicit() {
    return syntax.equals(IMPLICIT);
  }

  private ByteOrder order() {
    return syntax.equals(BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private byte[] shorts(int... values) {
    byte[] bytes = new byte[Short.BYTES * values.length];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(order());
    for (int value : values) {
      numbers.putShort((short) value);
    }
    return bytes;
  }

  public DicomWriter number(int tag, int value) {
    return element(tag, "US", shorts(value));
  }

  public DicomWriter text(int tag, String type, String value) {
    String even = value.length() % 2 == 0 ? value : value + " ";
    return element(tag, type, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  public DicomWriter element(int tag, String type, byte[] value) {
    return withLength(tag, type, value, value.length);
  }

  /** One that tells another length than it has. */
  public DicomWriter withLength(int tag, String type, byte[] value, int told) {
    byte[] head = head(tag, type, told);
    elements.put(tag, Bytes.concat(head, value));
    return this;
  }

  /** Compressed pixels: a table of offsets without any, fragments, and a delimiter. */
  public DicomWriter fragments(byte[]... fragments) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    items.writeBytes(head(0xfffee000, "", 0));
    for (byte[] fragment : fragments) {
      items.writeBytes(head(0xfffee000, "", fragment.length));
      items.writeBytes(fragment);
    }
    items.writeBytes(head(0xfffee0dd, "", 0));
    return withLength(PIXELS, "OB", items.toByteArray(), UNDEFINED);
  }

  /** A sequence of one item, both without their lengths. */
  public DicomWriter sequence(int tag, DicomWriter item) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    items.writeBytes(head(0xfffee000, "", UNDEFINED));
    items.writeBytes(item.dataSet());
    items.writeBytes(head(0xfffee00d, "", 0));
    items.writeBytes(head(0xfffee0dd, "", 0));
    return withLength(tag, "SQ", items.toByteArray(), UNDEFINED);
  }

  /** A look-up table of 16-bit entries, to be the item of a sequence. */
  public static DicomWriter table(String syntax, int first, int... entries) {
    DicomWriter item = new DicomWriter(syntax);
    return item.element(0x00283002, first < 0 ? "SS" : "US", item.shorts(entries.length, first, 16))
        .element(0x00283006, "OW", item.shorts(entries));
  }

  /** As many sequences within each other, all without their lengths. */
  public DicomWriter nested(int tag, int depth) {
    byte[] open = head(tag, "SQ", UNDEFINED);
    byte[] item = head(0xfffee000, "", UNDEFINED);
    ByteArrayOutputStream deep = new ByteArrayOutputStream();
    for (int i = 1; i < depth; i++) {
      deep.writeBytes(item);
      deep.writeBytes(open);
    }
    for (int i = 1; i < depth; i++) {
      deep.writeBytes(head(0xfffee0dd, "", 0));
      deep.writeBytes(head(0xfffee00d, "", 0));
    }
    deep.writeBytes(head(0xfffee0dd, "", 0));
    return withLength(tag, "SQ", deep.toByteArray(), UNDEFINED);
  }

  private byte[] head(int tag, String type, int length) {
    boolean typed = !isImplicit() && !type.isEmpty();
    boolean wide = LONG.contains(type);
    byte[] bytes = new byte[typed && wide ? 12 : 8];
    ByteBuffer head = ByteBuffer.wrap(bytes).order(order());
    head.putShort((short) (tag >>> 16)).putShort((short) tag);
    if (typed) {
      head.put(type.getBytes(StandardCharsets.US_ASCII));
    }
    if (typed && wide) {
      head.putShort((short) 0);
    }
    if (typed && !wide) {
      head.putShort((short) length);
    } else {
      head.putInt(length);
    }
    return bytes;
  }

  public DicomWriter without(int tag) {
    elements.remove(tag);
    return this;
  }

  private byte[] dataSet() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    elements.values().forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** The whole file. */
  public byte[] file() {
    DicomWriter meta = new DicomWriter(EXPLICIT).text(0x00020010, "UI", syntax);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(meta.dataSet());
    file.writeBytes(dataSet());
    return file.toByteArray();
  }

  public InputStream stream() {
    return new ByteArrayInputStream(file());
  }
}
