package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ImageFiles;
import io.gauntlet.transforms.io.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of the images of a cohort; no name in a table leads out of it.
 *
 * @param folder path or URI; trusted
 */
public record ImageFolder(String folder) implements ImagePaths {
  private static final long serialVersionUID = 1;

  @Override
  public String file(String name) {
    return inside(ImageFiles.resolve(folder, name));
  }

  @Override
  public String below(String path) {
    return inside(ImageFiles.below(folder, path));
  }

  @Override
  public boolean canBeRead() {
    return true;
  }

  @Override
  public String toString() {
    return folder;
  }

  /** The same, unless a link on the way leads elsewhere. */
  private String inside(String image) {
    try {
      Optional<Path> path = Location.of(image).path();
      Optional<Path> root = Location.of(folder).path();
      if (path.isPresent()
          && root.isPresent()
          && isLinked(root.get(), path.get())
          && Files.exists(path.get())
          && !path.get().toRealPath().startsWith(root.get().toRealPath())) {
        throw new BadInputException(
            "bad-path",
            image + " is a link out of the folder of the images; copy the image into the folder");
      }
      return image;
    } catch (IllegalArgumentException e) {
      throw new BadInputException("bad-path", e.getMessage());
    } catch (IOException e) {
      throw new BadInputException("bad-path", image + " is a link that cannot be followed");
    }
  }

  /** Whether a file, or a folder between it and the root, is a link. */
  private static boolean isLinked(Path root, Path image) {
    Path at = image;
    while (at != null && !at.equals(root)) {
      if (Files.isSymbolicLink(at)) {
        return true;
      }
      at = at.getParent();
    }
    return false;
  }
}
