package io.gauntlet.data.picture;

import com.google.common.io.ByteStreams;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.picture.dicom.DicomPicture;
import io.gauntlet.data.picture.format.PictureException;
import java.io.IOException;
import java.io.InputStream;

/** Reads pictures of every kind of {@link PictureKind} that has a reader. */
public final class Pictures {
  /** The largest picture in colours and alpha of 16 bits each, and room for a header. */
  private static final long LARGEST_FILE = Pixels.LARGEST * 8 + (1 << 20);

  private Pictures() {}

  /**
   * Decodes a picture into grey. Its size is read from its header before a pixel is.
   *
   * <p>PNG and JPEG: grey samples as they are stored, each as a share of the largest number of its
   * bits; colours by the luma of Rec. 601; alpha, gamma and profiles are left out; turned upright
   * by an Exif orientation. DICOM: see {@link DicomPicture}.
   *
   * @param stream read to its end, not closed
   * @param source named in errors; nothing that the file says is
   * @throws BadInputException with the reason {@code unreadable-picture} when it is no picture or a
   *     broken one, {@code unsupported-picture} when it is of a kind that is not read, and {@code
   *     too-large} when it has more than {@link Pixels#LARGEST} pixels
   */
  public static Pixels read(InputStream stream, String source) {
    try {
      byte[] file = ByteStreams.toByteArray(ByteStreams.limit(stream, LARGEST_FILE + 1));
      if (file.length > LARGEST_FILE) {
        throw PictureException.fileTooLarge(LARGEST_FILE);
      }
      return PictureKind.of(file).read(file).pixels();
    } catch (PictureException e) {
      throw e.in(source);
    } catch (IOException e) {
      throw PictureException.broken(String.valueOf(e.getMessage())).in(source);
    }
  }
}
