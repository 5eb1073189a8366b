package io.gauntlet.transforms.cohort.manifest;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.Modality;
import io.gauntlet.data.manifest.CohortLayout;
import io.gauntlet.data.manifest.CohortTable;
import io.gauntlet.data.manifest.LabelRule;
import io.gauntlet.data.manifest.LabelSurvey;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.InputCheck;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.StudySource;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;

/** A source whose tables have the columns that a layout says. */
abstract class LayoutSource implements StudySource {

  /**
   * What the columns are.
   *
   * @throws IllegalArgumentException that begins with the field of {@link CohortFiles} that is
   *     wrong
   */
  abstract CohortLayout layout(CohortFiles files);

  /** The tables that it reads, for the error where none is named. */
  abstract String tables();

  @Override
  public void check(CohortFiles files) throws IOException {
    if (!files.reports().isEmpty() || !files.projections().isEmpty()) {
      throw new IllegalArgumentException(
          "source is %s, which reads no --reports and --projections; name its tables by --cohort"
              .formatted(name()));
    }
    CohortLayout layout = layout(files);
    requireTables(files, layout);
    LabelRule label = label(files);
    requireModalities(files, layout);
    LabelSurvey survey = new LabelSurvey(label);
    Set<String> columns = new TreeSet<>();
    for (int place = 0; place < layout.size(); place++) {
      CohortTable table = CohortTable.of(layout, place, label.column());
      InputCheck.table(
          "cohort",
          files.tables().get(place),
          files.encoding(),
          file -> columns.addAll(table.read(file, survey)));
    }
    Optional<String> fault = survey.fault(columns);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("label: " + fault.get());
    }
    InputCheck.imageTree(files);
  }

  private void requireTables(CohortFiles files, CohortLayout layout) {
    if (files.tables().size() != layout.size()) {
      throw new IllegalArgumentException(
          "cohort names %s file(s), and %s has %s: %s"
              .formatted(files.tables().size(), name(), layout.size(), tables()));
    }
  }

  private void requireModalities(CohortFiles files, CohortLayout layout) {
    if (files.modalities().contains(Modality.TEXT) && !layout.hasText()) {
      throw new IllegalArgumentException(
          "modalities: %s has no reports; give --modalities=image".formatted(name()));
    }
    if (!files.modalities().contains(Modality.IMAGE)) {
      return;
    }
    ImmutableSet<String> views = layout.views();
    for (String view : files.views().names()) {
      if (!views.contains(view)) {
        throw new IllegalArgumentException(
            "views: %s has no view '%s'%s; name those that victims see, as in --views=%s"
                .formatted(
                    name(),
                    view,
                    KnownNames.instead(view, views),
                    views.stream().findFirst().orElse("frontal")));
      }
    }
  }

  private LabelRule label(CohortFiles files) {
    try {
      return LabelRule.parse(
          files
              .label()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "is missing; name the column and the value that counts, as in"
                              + " --label=finding:Pneumothorax")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("label " + e.getMessage(), e);
    }
  }

  @Override
  public PTransform<PBegin, JoinedStudies> read(CohortFiles files) {
    ReadCohort cohort =
        ReadCohort.of(layout(files), label(files))
            .from(files.tables().toArray(String[]::new))
            .withEncoding(files.encoding())
            .withViews(files.views())
            .withModalities(files.modalities());
    return files.images().map(cohort::withImages).orElse(cohort);
  }
}
