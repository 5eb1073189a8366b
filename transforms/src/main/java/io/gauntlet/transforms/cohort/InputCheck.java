package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Modality;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at the files of a cohort before any work is done; every error begins with its field. */
public final class InputCheck {
  private InputCheck() {}

  /** Looks at a table. */
  @FunctionalInterface
  public interface TableCheck {
    /** Reads as much of it as the check needs. */
    void check(TableFile file) throws IOException;
  }

  /**
   * Requires the folder of images where images are needed.
   *
   * @throws IllegalArgumentException when it is missing, or holds no file
   */
  public static void images(CohortFiles files) {
    if (files.images().isPresent()) {
      folder(files.images().get());
    } else if (files.modalities().contains(Modality.IMAGE)) {
      throw new IllegalArgumentException(
          "images is missing; name the folder of the images, or give --modalities=text");
    }
  }

  /**
   * Requires the folder under which images are, in it or in folders of it, where images are needed.
   *
   * @throws IllegalArgumentException when none is named, or it is no folder
   */
  public static void imageTree(CohortFiles files) {
    Optional<Path> folder = files.images().flatMap(name -> Location.of(name).path());
    if (folder.filter(path -> !Files.isDirectory(path)).isPresent()) {
      throw new IllegalArgumentException(
          "images: " + folder.get() + " is not a folder; name the folder of the images");
    }
    if (files.images().isEmpty()) {
      images(files);
    }
  }

  private static void folder(String images) {
    try {
      if (Listing.in(Location.of(images)).isEmpty()) {
        throw new IllegalArgumentException(
            "images: " + images + " is not a folder with files; name the folder of the images");
      }
    } catch (IOException e) {
      throw unreadable("images", images, e);
    }
  }

  private static IllegalArgumentException unreadable(String field, String name, IOException why) {
    String said = String.valueOf(why.getMessage());
    return new IllegalArgumentException(
        said.contains(name)
            ? field + ": " + said
            : "%s: %s cannot be read (%s); name another".formatted(field, name, said),
        why);
  }

  /**
   * Looks at a table.
   *
   * @param field named in errors
   * @throws IllegalArgumentException when it is missing, or what the check finds wrong
   */
  public static void table(String field, String name, TableEncoding encoding, TableCheck check) {
    try {
      InputFiles.read(name, (stream, file) -> check.check(new TableFile(stream, file, encoding)));
    } catch (BadInputException | IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(field + ": no file " + name + "; name the CSV table", e);
    } catch (IOException e) {
      throw unreadable(field, name, e);
    }
  }
}
