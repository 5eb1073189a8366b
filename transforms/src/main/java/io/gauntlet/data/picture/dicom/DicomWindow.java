package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.format.PictureException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The window that a file names for its values (DICOM PS3.3, section C.11.2.1.2).
 *
 * @param function how values within it become brightness
 * @param center of the window, in values of the modality
 * @param width of the window, likewise; at least 1 where the function is linear, else positive
 */
record DicomWindow(Function function, double center, double width) {

  /** How values within a window become brightness. */
  enum Function {
    LINEAR {
      @Override
      double of(double value, double center, double width) {
        double fromMiddle = value - (center - 0.5);
        // A window of width 1 is a step: the bounds below decide.
        return width == 1 ? Math.signum(fromMiddle) : fromMiddle / (width - 1) + 0.5;
      }
    },
    LINEAR_EXACT {
      @Override
      double of(double value, double center, double width) {
        return (value - center) / width + 0.5;
      }
    },
    SIGMOID {
      @Override
      double of(double value, double center, double width) {
        return 1 / (1 + Math.exp(-4 * (value - center) / width));
      }
    };

    abstract double of(double value, double center, double width);
  }

  /**
   * That of a header.
   *
   * @throws PictureException when it is not whole
   */
  static Optional<DicomWindow> in(DicomDataSet header) throws PictureException {
    OptionalDouble center = header.decimal(DicomTag.WINDOW_CENTER);
    OptionalDouble width = header.decimal(DicomTag.WINDOW_WIDTH);
    if (center.isEmpty() && width.isEmpty()) {
      return Optional.empty();
    }
    Function function =
        switch (header.text(DicomTag.VOI_FUNCTION)) {
          case "", "LINEAR" -> Function.LINEAR;
          case "LINEAR_EXACT" -> Function.LINEAR_EXACT;
          case "SIGMOID" -> Function.SIGMOID;
          default ->
              throw PictureException.broken(
                  "its VOILUTFunction is none of LINEAR, LINEAR_EXACT and SIGMOID");
        };
    double narrowest = function == Function.LINEAR ? 1 : Double.MIN_NORMAL;
    if (center.isEmpty() || width.isEmpty() || width.getAsDouble() < narrowest) {
      throw PictureException.broken("its WindowCenter and WindowWidth are not those of a window");
    }
    return Optional.of(new DicomWindow(function, center.getAsDouble(), width.getAsDouble()));
  }

  /** How bright a value is, in {@code [0, 1]}. */
  double of(double value) {
    return Math.max(0, Math.min(1, function.of(value, center, width)));
  }
}
