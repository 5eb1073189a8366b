package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.format.PictureException;

/**
 * The size of a grey frame and how its cells are stored (DICOM PS3.3, section C.7.6.3).
 *
 * @param rows from top to bottom
 * @param columns from left to right
 * @param allocated bits of a cell: 8 or 16
 * @param stored bits of a cell that hold its value: the lowest
 * @param lowest value that they can hold: 0, or negative where values have a sign
 */
record DicomFrame(int rows, int columns, int allocated, int stored, int lowest) {

  /**
   * Of a header.
   *
   * @throws PictureException that names what is missing, wrong, or of a kind that is not read
   */
  static DicomFrame of(DicomDataSet header) throws PictureException {
    int rows = header.needed(DicomTag.ROWS);
    int columns = header.needed(DicomTag.COLUMNS);
    PictureException.checkSize(rows, columns);
    int allocated = header.needed(DicomTag.BITS_ALLOCATED);
    int stored = header.number(DicomTag.BITS_STORED).orElse(allocated);
    int high = header.number(DicomTag.HIGH_BIT).orElse(stored - 1);
    int sign = header.number(DicomTag.PIXEL_REPRESENTATION).orElse(0);
    if (allocated != 8 && allocated != 16) {
      throw PictureException.unsupported(
          "a DICOM of %s bits a pixel".formatted(allocated), "save it with 8 or 16");
    }
    if (stored < 1 || stored > allocated || high != stored - 1 || sign > 1) {
      throw PictureException.broken("its BitsStored, HighBit and PixelRepresentation do not agree");
    }
    return new DicomFrame(rows, columns, allocated, stored, sign == 0 ? 0 : -(1 << (stored - 1)));
  }

  /** How many values a cell can have. */
  int levels() {
    return 1 << stored;
  }

  /** The largest value that a cell can hold. */
  int highest() {
    return lowest + levels() - 1;
  }

  /** Cells of the frame. */
  int cells() {
    return rows * columns;
  }

  /** Bytes of a cell. */
  int cellBytes() {
    return allocated / 8;
  }
}
