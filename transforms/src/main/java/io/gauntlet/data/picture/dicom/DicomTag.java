package io.gauntlet.data.picture.dicom;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;

/**
 * The elements of a DICOM file that are read (DICOM PS3.6). All others, and with them everything
 * that is said of a patient, a date or a place, are passed over unread.
 */
enum DicomTag {
  TRANSFER_SYNTAX(0x00020010, "TransferSyntaxUID"),
  SAMPLES_PER_PIXEL(0x00280002, "SamplesPerPixel"),
  PHOTOMETRIC(0x00280004, "PhotometricInterpretation"),
  FRAMES(0x00280008, "NumberOfFrames"),
  ROWS(0x00280010, "Rows"),
  COLUMNS(0x00280011, "Columns"),
  BITS_ALLOCATED(0x00280100, "BitsAllocated"),
  BITS_STORED(0x00280101, "BitsStored"),
  HIGH_BIT(0x00280102, "HighBit"),
  PIXEL_REPRESENTATION(0x00280103, "PixelRepresentation"),
  WINDOW_CENTER(0x00281050, "WindowCenter"),
  WINDOW_WIDTH(0x00281051, "WindowWidth"),
  RESCALE_INTERCEPT(0x00281052, "RescaleIntercept"),
  RESCALE_SLOPE(0x00281053, "RescaleSlope"),
  VOI_FUNCTION(0x00281056, "VOILUTFunction"),
  MODALITY_LUT(0x00283000, "ModalityLUTSequence"),
  LUT_DESCRIPTOR(0x00283002, "LUTDescriptor"),
  LUT_DATA(0x00283006, "LUTData"),
  VOI_LUT(0x00283010, "VOILUTSequence"),
  SHARED_GROUPS(0x52009229, "SharedFunctionalGroupsSequence"),
  FLOAT_PIXELS(0x7fe00008, "FloatPixelData"),
  DOUBLE_PIXELS(0x7fe00009, "DoubleFloatPixelData"),
  PIXELS(0x7fe00010, "PixelData");

  private static final ImmutableMap<Integer, DicomTag> BY_CODE =
      Arrays.stream(values()).collect(ImmutableMap.toImmutableMap(tag -> tag.code, tag -> tag));

  private final int code;
  private final String keyword;

  DicomTag(int code, String keyword) {
    this.code = code;
    this.keyword = keyword;
  }

  /** The one with a group, in the upper half, and an element number. */
  static Optional<DicomTag> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  @Override
  public String toString() {
    return keyword;
  }
}
