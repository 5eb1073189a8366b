package io.gauntlet.data.picture.format;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Pixels;

/**
 * Why a picture cannot be used and what to do. Words of the file itself are never quoted: a header
 * may hold anything of a patient.
 */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  private PictureException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A picture of which a part is missing or wrong. */
  public static PictureException broken(String why) {
    return new PictureException(
        "unreadable-picture", "the image cannot be read (%s); replace the file".formatted(why));
  }

  /**
   * A picture that is whole and not read.
   *
   * @param what it is, such as {@code a TIFF}
   * @param remedy what to do with it
   */
  public static PictureException unsupported(String what, String remedy) {
    return new PictureException(
        "unsupported-picture", "the image is %s, which is not read; %s".formatted(what, remedy));
  }

  /**
   * Checks a size that a header tells, before room for it is made.
   *
   * @throws PictureException when it is not positive or more than {@link Pixels#LARGEST}
   */
  public static void checkSize(long height, long width) throws PictureException {
    if (height < 1 || width < 1) {
      throw broken("its header tells a size of %s x %s".formatted(height, width));
    }
    if (height * width > Pixels.LARGEST) {
      throw new PictureException(
          "too-large",
          "the image is absurdly large, %s x %s; give one of at most %s pixels"
              .formatted(height, width, Pixels.LARGEST));
    }
  }

  /** A file that is larger than any picture that is read. */
  public static PictureException fileTooLarge(long most) {
    return new PictureException(
        "too-large",
        "the file is absurdly large for one image; give one of at most %s bytes".formatted(most));
  }

  /** The same, of a file. */
  public BadInputException in(String source) {
    return new BadInputException(reason, source + ": " + getMessage());
  }
}
