package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.format.PictureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Undoes the run lengths of DICOM PS3.5, annex G: one segment for each byte of a cell, the most
 * significant first, packed like a row of a TIFF.
 */
final class DicomRunLengths {
  private static final int HEADER = 64;

  private DicomRunLengths() {}

  static DicomPixels read(ByteBuffer stream, DicomFrame frame) throws PictureException {
    ByteBuffer header = stream.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (header.remaining() < HEADER || header.getInt(0) != frame.cellBytes()) {
      throw PictureException.broken(
          "its run lengths do not have a segment for each byte of a cell");
    }
    byte[][] segments = new byte[frame.cellBytes()][];
    for (int i = 0; i < segments.length; i++) {
      long from = Integer.toUnsignedLong(header.getInt(4 * (i + 1)));
      if (from < HEADER || from > stream.limit()) {
        throw PictureException.broken("its run lengths point out of the file");
      }
      segments[i] = unpacked(stream.duplicate().position((int) from), frame.cells());
    }
    return (row, column) -> {
      int cell = 0;
      for (byte[] segment : segments) {
        cell = (cell << 8) | Byte.toUnsignedInt(segment[row * frame.columns() + column]);
      }
      return cell;
    };
  }

  private static byte[] unpacked(ByteBuffer packed, int cells) throws PictureException {
    byte[] bytes = new byte[cells];
    int done = 0;
    while (done < cells) {
      int code = packed.hasRemaining() ? packed.get() : Byte.MIN_VALUE;
      int run = Math.min(Math.abs(code) + 1, cells - done);
      if (code == Byte.MIN_VALUE && packed.hasRemaining()) {
        continue;
      }
      if (packed.remaining() < (code >= 0 ? run : 1)) {
        throw PictureException.broken("it has fewer pixels than its header tells");
      }
      if (code >= 0) {
        packed.get(bytes, done, run);
      } else {
        Arrays.fill(bytes, done, done + run, packed.get());
      }
      done += run;
    }
    return bytes;
  }
}
