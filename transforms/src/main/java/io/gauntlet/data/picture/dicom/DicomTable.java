package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.dicom.DicomSyntax.Elements;
import io.gauntlet.data.picture.format.PictureException;
import java.util.Optional;

/**
 * A look-up table (DICOM PS3.3, sections C.11.1.1 and C.11.2.1.1).
 *
 * @param entries how many, at least 1
 * @param first the value of the first entry; lower ones have the same
 * @param bits of an entry, 8 to 16
 * @param words the entries
 */
record DicomTable(int entries, int first, int bits, DicomWords words) {
  private static final int ALL = 1 << 16;
  private static final int DESCRIPTOR_BYTES = 6;

  /**
   * The first of a sequence.
   *
   * @throws PictureException when it is not whole
   */
  static Optional<DicomTable> in(
      DicomDataSet header, DicomTag sequence, Elements elements, DicomFrame frame)
      throws PictureException {
    Optional<DicomElement> tables = header.element(sequence);
    Optional<DicomDataSet> item =
        tables.isPresent() ? DicomElements.firstItem(tables.get(), elements) : Optional.empty();
    return item.isPresent() ? Optional.of(of(item.get(), sequence, frame)) : Optional.empty();
  }

  private static DicomTable of(DicomDataSet item, DicomTag sequence, DicomFrame frame)
      throws PictureException {
    Optional<DicomElement> descriptor = item.element(DicomTag.LUT_DESCRIPTOR);
    Optional<DicomElement> data = item.element(DicomTag.LUT_DATA);
    if (descriptor.isPresent()
        && data.isPresent()
        && descriptor.get().value().remaining() >= DESCRIPTOR_BYTES) {
      DicomWords numbers = DicomWords.of(descriptor.get(), Short.BYTES);
      int entries = numbers.at(0) == 0 ? ALL : numbers.at(0);
      // The sign is that of the pixels where the type, which may be missing, does not tell.
      boolean signed = descriptor.get().type().equals("SS") || frame.lowest() < 0;
      int first = signed ? (short) numbers.at(1) : numbers.at(1);
      int bits = numbers.at(2);
      int there = data.get().value().remaining();
      int bytes = bits == 8 && there <= entries + 1 ? 1 : Short.BYTES;
      if (bits >= 8 && bits <= 16 && there >= entries * bytes) {
        return new DicomTable(entries, first, bits, DicomWords.of(data.get(), bytes));
      }
    }
    throw PictureException.broken("its %s is not a table".formatted(sequence));
  }

  /** The entry of a value; in {@code [0, highest]}. */
  double of(double value) {
    long index = Math.round(Math.max(0, Math.min(entries - 1, value - first)));
    return Math.min(highest(), words.at((int) index));
  }

  /** The largest number of its bits. */
  int highest() {
    return (1 << bits) - 1;
  }
}
