package io.gauntlet.data.picture.dicom;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.gauntlet.data.picture.format.PictureException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The elements of a data set that are read. Of several values the first counts. */
final class DicomDataSet {
  private static final int LONGEST_NUMBER = 64;
  private static final CharMatcher PADDING = CharMatcher.whitespace().or(CharMatcher.is('\0'));

  private final Map<DicomTag, DicomElement> elements;

  DicomDataSet(Map<DicomTag, DicomElement> elements) {
    this.elements = elements;
  }

  /** An element that has a value. */
  Optional<DicomElement> element(DicomTag tag) {
    return Optional.ofNullable(elements.get(tag)).filter(e -> e.value().hasRemaining());
  }

  /** A whole number of 16 bits (US, SS), without its sign. */
  OptionalInt number(DicomTag tag) throws PictureException {
    Optional<ByteBuffer> value = element(tag).map(DicomElement::value);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get().remaining() < Short.BYTES) {
      throw PictureException.broken("its %s is no number".formatted(tag));
    }
    return OptionalInt.of(Short.toUnsignedInt(value.get().getShort(0)));
  }

  /**
   * A whole number that has to be there.
   *
   * @throws PictureException when it is missing
   */
  int needed(DicomTag tag) throws PictureException {
    return number(tag)
        .orElseThrow(() -> PictureException.broken("its %s is missing".formatted(tag)));
  }

  /** A number that is written out (DS, IS). */
  OptionalDouble decimal(DicomTag tag) throws PictureException {
    String text = text(tag);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      if (text.length() <= LONGEST_NUMBER) {
        double value = new BigDecimal(text).doubleValue();
        if (Double.isFinite(value)) {
          return OptionalDouble.of(value);
        }
      }
    } catch (NumberFormatException e) {
      // What it says instead is not told: it could be of a patient.
    }
    throw PictureException.broken("its %s is no number".formatted(tag));
  }

  /** Words (CS, UI): empty where there are none. */
  String text(DicomTag tag) {
    String all =
        element(tag)
            .map(element -> StandardCharsets.ISO_8859_1.decode(element.value().duplicate()))
            .map(CharSequence::toString)
            .orElse("");
    return PADDING.trimFrom(Splitter.on('\\').split(all).iterator().next());
  }
}
