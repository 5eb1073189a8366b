package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.dicom.DicomSyntax.Elements;
import io.gauntlet.data.picture.format.Grid;
import io.gauntlet.data.picture.format.PictureException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * DICOM files (part 10) of one grey frame of 8 or 16 bits, plain, in run lengths, as JPEG of 8
 * bits, as lossless JPEG, or as JPEG 2000 where the class path has a decoder of it; brightened as
 * {@link DicomGrey} says. Other compressions, colours and several frames are refused by name.
 */
public final class DicomPicture {
  private static final int PREAMBLE = 132;
  private static final int META_GROUP = 2;

  private DicomPicture() {}

  public static Grid read(byte[] file) throws PictureException {
    ByteBuffer data = ByteBuffer.wrap(file).position(PREAMBLE);
    DicomDataSet meta = DicomElements.readGroup(data, META_GROUP, Elements.EXPLICIT_LITTLE_ENDIAN);
    DicomSyntax syntax = DicomSyntax.of(meta.text(DicomTag.TRANSFER_SYNTAX));
    DicomDataSet header = DicomElements.read(data, syntax.elements());
    DicomElement pixels = pixels(header);
    DicomFrame frame = DicomFrame.of(header);
    float[] levels = DicomGrey.levels(header, frame, syntax.elements());
    DicomPixels cells = DicomPixels.of(pixels, frame, syntax);
    int used = frame.levels() - 1;
    return new Grid(
        frame.rows(), frame.columns(), (row, column) -> levels[cells.at(row, column) & used]);
  }

  private static DicomElement pixels(DicomDataSet header) throws PictureException {
    if (header.element(DicomTag.FLOAT_PIXELS).isPresent()
        || header.element(DicomTag.DOUBLE_PIXELS).isPresent()) {
      throw PictureException.unsupported(
          "a DICOM of floating-point pixels", "save it with 8 or 16 bits a pixel");
    }
    if (header.element(DicomTag.SHARED_GROUPS).isPresent()
        || header.decimal(DicomTag.FRAMES).orElse(1) > 1) {
      throw PictureException.unsupported("a DICOM of several frames", "save one frame of it");
    }
    Optional<DicomElement> pixels = header.element(DicomTag.PIXELS);
    return pixels.orElseThrow(
        () ->
            PictureException.unsupported(
                "a DICOM without pixels, such as a report", "name a file with an image"));
  }
}
