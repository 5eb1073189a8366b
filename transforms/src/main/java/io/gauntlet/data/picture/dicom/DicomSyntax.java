package io.gauntlet.data.picture.dicom;

import static io.gauntlet.data.picture.dicom.DicomSyntax.Coding.JPEG;
import static io.gauntlet.data.picture.dicom.DicomSyntax.Coding.LOSSLESS_JPEG;
import static io.gauntlet.data.picture.dicom.DicomSyntax.Coding.PLAIN;
import static io.gauntlet.data.picture.dicom.DicomSyntax.Coding.RUN_LENGTHS;

import io.gauntlet.data.picture.format.PictureException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** How the elements and the pixels of a DICOM file are written (DICOM PS3.5, section 10). */
enum DicomSyntax {
  IMPLICIT("", Elements.IMPLICIT_LITTLE_ENDIAN, PLAIN),
  EXPLICIT(".1", Elements.EXPLICIT_LITTLE_ENDIAN, PLAIN),
  BIG_ENDIAN(".2", Elements.EXPLICIT_BIG_ENDIAN, PLAIN),
  RLE(".5", Elements.EXPLICIT_LITTLE_ENDIAN, RUN_LENGTHS),
  JPEG_BASELINE(".4.50", Elements.EXPLICIT_LITTLE_ENDIAN, JPEG),
  JPEG_EXTENDED(".4.51", Elements.EXPLICIT_LITTLE_ENDIAN, JPEG),
  JPEG_LOSSLESS(".4.57", Elements.EXPLICIT_LITTLE_ENDIAN, LOSSLESS_JPEG),
  JPEG_LOSSLESS_FIRST(".4.70", Elements.EXPLICIT_LITTLE_ENDIAN, LOSSLESS_JPEG),
  JPEG_2000_LOSSLESS(".4.90", Elements.EXPLICIT_LITTLE_ENDIAN, Coding.JPEG_2000),
  JPEG_2000(".4.91", Elements.EXPLICIT_LITTLE_ENDIAN, Coding.JPEG_2000);

  /** How elements are written. */
  enum Elements {
    IMPLICIT_LITTLE_ENDIAN(ByteOrder.LITTLE_ENDIAN),
    EXPLICIT_LITTLE_ENDIAN(ByteOrder.LITTLE_ENDIAN),
    EXPLICIT_BIG_ENDIAN(ByteOrder.BIG_ENDIAN);

    private final ByteOrder order;

    Elements(ByteOrder order) {
      this.order = order;
    }

    ByteOrder order() {
      return order;
    }

    /** Whether each element names its type. */
    boolean nameTypes() {
      return this != IMPLICIT_LITTLE_ENDIAN;
    }
  }

  /** How pixels are written. */
  enum Coding {
    PLAIN,
    RUN_LENGTHS,
    JPEG,
    LOSSLESS_JPEG,
    JPEG_2000
  }

  private static final String ROOT = "1.2.840.10008.1.2";

  private final String leaf;
  private final Elements elements;
  private final Coding coding;

  DicomSyntax(String leaf, Elements elements, Coding coding) {
    this.leaf = leaf;
    this.elements = elements;
    this.coding = coding;
  }

  /**
   * The one with a unique identifier.
   *
   * @throws PictureException that names one that is not read
   */
  static DicomSyntax of(String uid) throws PictureException {
    for (DicomSyntax syntax : values()) {
      if (uid.equals(ROOT + syntax.leaf)) {
        return syntax;
      }
    }
    throw PictureException.unsupported(
        "a DICOM with " + compression(uid),
        "save it uncompressed (pydicom's Dataset.decompress() does, or dcmdjpeg, gdcmconv --raw)");
  }

  /** Nothing of an unknown identifier is told: it could be anything. */
  private static String compression(String uid) {
    return Arrays.stream(Unread.values())
        .filter(unread -> uid.matches(unread.uids))
        .map(unread -> unread.words)
        .findFirst()
        .orElse("an unknown transfer syntax");
  }

  /** Those that have a name and no reader. */
  private enum Unread {
    DEFLATED("1\\.99", "a deflated data set"),
    JPEG_LS("4\\.8[01]", "JPEG-LS compression"),
    JPEG_2000_OF_SEVERAL("4\\.9[23]", "JPEG 2000 compression of several components"),
    MPEG("4\\.10\\d(\\.1)?", "a video"),
    JPEG_XL("4\\.11[0-2]", "JPEG XL compression"),
    HT_JPEG_2000("4\\.20[1-3]", "High-Throughput JPEG 2000 compression"),
    OTHER_JPEG("4\\.[56]\\d", "a retired kind of JPEG compression");

    private final String uids;
    private final String words;

    Unread(String leaves, String words) {
      this.uids = ROOT.replace(".", "\\.") + "\\." + leaves;
      this.words = words;
    }
  }

  Elements elements() {
    return elements;
  }

  Coding coding() {
    return coding;
  }
}
