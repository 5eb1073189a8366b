package io.gauntlet.data.picture.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of 8 or 16 bits that an element holds, without their signs. */
@FunctionalInterface
interface DicomWords {
  int at(int index);

  /**
   * Those of an element. Bytes that are written as words (OW) stand in the order of the words'
   * bytes, so that in a big-endian file each two are swapped (DICOM PS3.5, section 8.1.1).
   *
   * @param bytes of a number: 1 or 2
   */
  static DicomWords of(DicomElement element, int bytes) {
    ByteBuffer value = element.value();
    if (bytes == Short.BYTES) {
      return index -> Short.toUnsignedInt(value.getShort(index * Short.BYTES));
    }
    boolean swapped =
        value.order() == ByteOrder.BIG_ENDIAN
            && element.type().equals("OW")
            && value.remaining() % 2 == 0;
    return swapped
        ? index -> Byte.toUnsignedInt(value.get(index ^ 1))
        : index -> Byte.toUnsignedInt(value.get(index));
  }
}
