package io.gauntlet.data.picture;

import com.google.common.io.BaseEncoding;
import io.gauntlet.data.picture.dicom.DicomPicture;
import io.gauntlet.data.picture.format.Grid;
import io.gauntlet.data.picture.format.JpegPicture;
import io.gauntlet.data.picture.format.PictureException;
import io.gauntlet.data.picture.format.PngPicture;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a file is, by its first bytes; the first kind that fits. */
enum PictureKind {
  PNG("89504e470d0a1a0a") {
    @Override
    Grid read(byte[] file) throws PictureException {
      return PngPicture.read(file);
    }
  },
  JPEG("ffd8ff") {
    @Override
    Grid read(byte[] file) throws PictureException {
      return JpegPicture.read(file);
    }
  },
  DICOM("^.{256}4449434d") {
    @Override
    Grid read(byte[] file) throws PictureException {
      return DicomPicture.read(file);
    }
  },
  DICOM_WITHOUT_PREAMBLE("0[28]00(00|05|16)00") {
    @Override
    Grid read(byte[] file) throws PictureException {
      throw PictureException.unsupported(
          "a DICOM data set without its preamble", "save it as a DICOM file (part 10)");
    }
  },
  GIF("a GIF", "474946383[79]61"),
  BMP("a BMP", "424d.{8}00000000"),
  TIFF("a TIFF", "49492[ab]00|4d4d002[ab]"),
  WEBP("a WebP", "52494646.{8}57454250"),
  JPEG_2000("a JPEG 2000", "0000000c6a5020200d0a870a|ff4fff51"),
  JPEG_XL("a JPEG XL", "ff0a|0000000c4a584c200d0a870a"),
  HEIF("a HEIF or AVIF", ".{8}66747970"),
  PNM("a Netpbm image", "503[1-7](09|0a|0d|20)"),
  NIFTI("a NIfTI image", "5c010000.*|0000015c.*"),
  NRRD("an NRRD image", "4e52524430"),
  PDF("a PDF", "255044462d"),
  COMPRESSED("a compressed archive", "1f8b|504b0304|377abcaf271c|fd377a585a00|425a68|28b52ffd") {
    @Override
    Grid read(byte[] file) throws PictureException {
      throw PictureException.unsupported("a compressed archive", "unpack it");
    }
  },
  GIT_LFS_POINTER("76657273696f6e2068747470733a2f2f6769742d6c6673") {
    @Override
    Grid read(byte[] file) throws PictureException {
      throw PictureException.unsupported(
          "a pointer of Git LFS", "fetch the file with git lfs pull");
    }
  },
  EMPTY("$") {
    @Override
    Grid read(byte[] file) throws PictureException {
      throw PictureException.broken("it is empty");
    }
  },
  NO_PICTURE("") {
    @Override
    Grid read(byte[] file) throws PictureException {
      throw PictureException.broken("it is neither PNG nor JPEG nor DICOM");
    }
  };

  private static final int HEAD = 136;

  private final String words;
  private final Pattern head;

  /** Of a pattern over the first bytes in hexadecimal. */
  PictureKind(String head) {
    this("", head);
  }

  PictureKind(String words, String head) {
    this.words = words;
    this.head = Pattern.compile("(" + head + ").*");
  }

  static PictureKind of(byte[] file) {
    byte[] first = Arrays.copyOf(file, Math.min(file.length, HEAD));
    String hex = BaseEncoding.base16().lowerCase().encode(first);
    return Arrays.stream(values())
        .filter(kind -> kind.head.matcher(hex).matches())
        .findFirst()
        .orElse(NO_PICTURE);
  }

  /**
   * Decodes a file of this kind.
   *
   * @throws PictureException when it is broken, too large, or of a kind that is not read
   */
  Grid read(byte[] file) throws PictureException {
    throw PictureException.unsupported(words, "save it as PNG or as JPEG");
  }
}
