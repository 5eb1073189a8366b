package io.gauntlet.data;

import com.google.common.base.Splitter;

/** Names of image files, which are data: none may lead out of the folder of the images. */
public final class ImageFiles {
  private static final Splitter SLASHES = Splitter.on('/');

  private ImageFiles() {}

  /**
   * The path or URI of an image in a folder.
   *
   * @param folder path or URI, with or without a slash at its end; trusted
   * @param filename checked, see {@link #checked}
   * @throws BadInputException when the file name is not a plain name
   */
  public static String resolve(String folder, String filename) {
    return folder + (folder.endsWith("/") ? "" : "/") + checked(filename);
  }

  /**
   * The path or URI of an image below a folder.
   *
   * @param folder path or URI, with or without a slash at its end; trusted
   * @param path names of folders and of a file, with slashes between them; each checked, see {@link
   *     #checked}
   * @throws BadInputException when the path is none of this kind
   */
  public static String below(String folder, String path) {
    return folder + (folder.endsWith("/") ? "" : "/") + checkedPath(path);
  }

  /**
   * Checks a path below a folder.
   *
   * @return the path
   * @throws BadInputException when it begins or ends with a slash, or a name of it is none
   */
  public static String checkedPath(String path) {
    try {
      SLASHES.split(path).forEach(ImageFiles::checked);
      return path;
    } catch (BadInputException e) {
      throw new BadInputException(
          e.reason(),
          "'%s' is no path below the folder of images; write names of folders and of a file, with slashes between them"
              .formatted(Quoted.of(path)));
    }
  }

  /**
   * Checks a file name.
   *
   * @return the name
   * @throws BadInputException when it is empty, a path, or a hidden or parent folder
   */
  public static String checked(String filename) {
    boolean path =
        filename.indexOf('/') >= 0
            || filename.indexOf('\\') >= 0
            || filename.indexOf(':') >= 0
            || filename.chars().anyMatch(Character::isISOControl);
    if (filename.isEmpty() || filename.startsWith(".") || path) {
      throw new BadInputException(
          "bad-path",
          "the file name '%s' is not a plain name; write the name of a file in the folder of images"
              .formatted(filename));
    }
    return filename;
  }
}
