package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.dicom.DicomSyntax.Elements;
import io.gauntlet.data.picture.format.PictureException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * How bright a stored value is: the steps of DICOM PS3.4, annex N.2, with those that a file itself
 * names. First the modality's: its look-up table, or {@code slope * stored + intercept}. Then the
 * values of interest: their look-up table, or the window, or where there is neither all values that
 * the stored bits could hold. {@code MONOCHROME1} is inverted last. Where several tables or windows
 * are given, the first is taken.
 */
final class DicomGrey {
  private static final String ODD = "save it as MONOCHROME1 or MONOCHROME2";

  private DicomGrey() {}

  /**
   * The brightness of each of the bits that a cell can hold, in {@code [0, 1]}.
   *
   * @throws PictureException when the picture is in colours, or the header contradicts itself
   */
  static float[] levels(DicomDataSet header, DicomFrame frame, Elements elements)
      throws PictureException {
    boolean inverted = isInverted(header);
    Curve modality = modality(header, frame, elements);
    DoubleUnaryOperator shown =
        modality.values.andThen(interest(header, modality, frame, elements));
    float[] levels = new float[frame.levels()];
    for (int bits = 0; bits < levels.length; bits++) {
      int value = bits > frame.highest() ? bits - frame.levels() : bits;
      double bright = shown.applyAsDouble(value);
      levels[bits] = (float) (inverted ? 1 - bright : bright);
    }
    return levels;
  }

  private static boolean isInverted(DicomDataSet header) throws PictureException {
    String photometric = header.text(DicomTag.PHOTOMETRIC);
    switch (photometric) {
      case "MONOCHROME1", "MONOCHROME2" -> {
        int samples = header.number(DicomTag.SAMPLES_PER_PIXEL).orElse(1);
        if (samples != 1) {
          throw PictureException.broken("a grey pixel of it has %s samples".formatted(samples));
        }
        return photometric.equals("MONOCHROME1");
      }
      case "RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "CMYK" ->
          throw PictureException.unsupported("a DICOM in colours (%s)".formatted(photometric), ODD);
      case "" -> throw PictureException.broken("its %s is missing".formatted(DicomTag.PHOTOMETRIC));
      default -> throw PictureException.unsupported("a DICOM in unknown colours", ODD);
    }
  }

  /**
   * Values of the modality for those that are stored.
   *
   * @param lowest of all that there can be
   * @param highest of all that there can be
   */
  private record Curve(DoubleUnaryOperator values, double lowest, double highest) {}

  private static Curve modality(DicomDataSet header, DicomFrame frame, Elements elements)
      throws PictureException {
    Optional<DicomTable> table = DicomTable.in(header, DicomTag.MODALITY_LUT, elements, frame);
    if (table.isPresent()) {
      return new Curve(table.get()::of, 0, table.get().highest());
    }
    OptionalDouble slope = header.decimal(DicomTag.RESCALE_SLOPE);
    OptionalDouble intercept = header.decimal(DicomTag.RESCALE_INTERCEPT);
    if (slope.isPresent() != intercept.isPresent() || slope.orElse(1) == 0) {
      throw PictureException.broken("its RescaleSlope and RescaleIntercept do not go together");
    }
    double times = slope.orElse(1);
    double plus = intercept.orElse(0);
    double first = times * frame.lowest() + plus;
    double last = times * frame.highest() + plus;
    return new Curve(stored -> times * stored + plus, Math.min(first, last), Math.max(first, last));
  }

  private static DoubleUnaryOperator interest(
      DicomDataSet header, Curve modality, DicomFrame frame, Elements elements)
      throws PictureException {
    Optional<DicomTable> table = DicomTable.in(header, DicomTag.VOI_LUT, elements, frame);
    if (table.isPresent()) {
      return value -> table.get().of(value) / table.get().highest();
    }
    Optional<DicomWindow> window = DicomWindow.in(header);
    if (window.isPresent()) {
      return window.get()::of;
    }
    double range = Math.max(modality.highest - modality.lowest, Double.MIN_NORMAL);
    return value -> (value - modality.lowest) / range;
  }
}
