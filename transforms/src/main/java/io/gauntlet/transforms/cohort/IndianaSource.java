package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Modality;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;

/** {@code indiana}: the layout of the Indiana University set, two tables and a folder. */
public final class IndianaSource implements StudySource {

  @Override
  public String name() {
    return "indiana";
  }

  @Override
  public void check(CohortFiles files) throws IOException {
    table("reports", files.reports(), files.encoding(), IndianaTables::checkReports);
    table("projections", files.projections(), files.encoding(), IndianaTables::checkProjections);
    if (files.images().isPresent()) {
      folder(files.images().get());
    } else if (files.modalities().contains(Modality.IMAGE)) {
      throw new IllegalArgumentException(
          "images is missing; name the folder of the images, or give --modalities=text");
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

  @FunctionalInterface
  private interface TableCheck {
    void check(TableFile file) throws IOException;
  }

  private static void table(String field, String name, TableEncoding encoding, TableCheck check) {
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

  @Override
  public PTransform<PBegin, JoinedStudies> read(CohortFiles files) {
    JoinStudies join =
        JoinStudies.fromIndiana(files.reports(), files.projections())
            .withEncoding(files.encoding())
            .withModalities(files.modalities());
    return files.images().map(join::withImages).orElse(join);
  }
}
