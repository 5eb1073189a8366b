package io.gauntlet.transforms.cohort;

import io.gauntlet.data.Views;
import io.gauntlet.data.indiana.IndianaTables;
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
    refuseOthers(files);
    requireNamed("reports", files.reports(), "reports");
    requireNamed("projections", files.projections(), "images");
    InputCheck.table("reports", files.reports(), files.encoding(), IndianaTables::checkReports);
    InputCheck.table(
        "projections", files.projections(), files.encoding(), IndianaTables::checkProjections);
    InputCheck.images(files);
  }

  private static void requireNamed(String field, String file, String what) {
    if (file.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is missing; name the table of the %s, or give --source=manifest for one with other columns"
              .formatted(field, what));
    }
  }

  private static void refuseOthers(CohortFiles files) {
    if (!files.tables().isEmpty() || files.columns().isPresent() || files.label().isPresent()) {
      throw new IllegalArgumentException(
          "source is indiana, which has columns and a label of its own; give --source=manifest for"
              + " --cohort, --columns and --label");
    }
    if (!files.views().names().equals(Views.BOTH.names())
        || files.views().missing() != Views.Missing.DROP) {
      throw new IllegalArgumentException(
          "views: studies of indiana have frontal and lateral; give --source=manifest for others");
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
