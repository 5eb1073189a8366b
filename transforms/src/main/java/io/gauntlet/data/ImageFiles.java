package io.gauntlet.data;

/** Names of image files, which are data: none may lead out of the folder of the images. */
public final class ImageFiles {
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
