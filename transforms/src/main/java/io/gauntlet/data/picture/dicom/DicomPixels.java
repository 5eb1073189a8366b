package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.format.PictureException;

/** The cells of a frame as they are stored, plain or after their compression is undone. */
@FunctionalInterface
interface DicomPixels {

  /** A cell's bits. */
  int at(int row, int column);

  /**
   * Those of an element.
   *
   * @throws PictureException when there are not as many as the frame has
   */
  static DicomPixels of(DicomElement pixels, DicomFrame frame, DicomSyntax syntax)
      throws PictureException {
    if (pixels.delimited() == (syntax.coding() == DicomSyntax.Coding.PLAIN)) {
      throw PictureException.broken("its pixels are not written as its transfer syntax says");
    }
    return switch (syntax.coding()) {
      case PLAIN -> plain(pixels, frame);
      case RUN_LENGTHS -> DicomRunLengths.read(DicomElements.fragments(pixels), frame);
      case JPEG -> DicomJpeg.baseline(DicomElements.fragments(pixels), frame);
      case LOSSLESS_JPEG -> DicomJpeg.lossless(DicomElements.fragments(pixels), frame);
      case JPEG_2000 -> DicomJpeg2000.read(DicomElements.fragments(pixels), frame);
    };
  }

  private static DicomPixels plain(DicomElement pixels, DicomFrame frame) throws PictureException {
    long whole = (long) frame.cells() * frame.cellBytes();
    long there = pixels.value().remaining();
    if (there < whole) {
      throw PictureException.broken("it has fewer pixels than its header tells");
    }
    // A byte may be added to make their number even.
    if (there >= Math.max(2 * whole, whole + 2)) {
      throw PictureException.broken("it has more pixels than its header tells");
    }
    DicomWords words = DicomWords.of(pixels, frame.cellBytes());
    return (row, column) -> words.at(row * frame.columns() + column);
  }
}
