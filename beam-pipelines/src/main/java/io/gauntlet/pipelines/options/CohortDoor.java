package io.gauntlet.pipelines.options;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.CommaList;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.cohort.CohortFiles;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the options of a cohort; each method throws a {@link UsageException} that names one. */
final class CohortDoor {
  private CohortDoor() {}

  /**
   * The files, none of which is looked at yet.
   *
   * @param modalities what a study must have
   */
  static CohortFiles files(CohortOptions options, Set<Modality> modalities) {
    return CohortFiles.builder()
        .reports(Strings.nullToEmpty(options.getReports()))
        .projections(Strings.nullToEmpty(options.getProjections()))
        .tables(tables(options))
        .columns(given(options.getColumns()))
        .label(given(options.getLabel()))
        .encoding(read("encoding", () -> TableEncoding.named(options.getEncoding())))
        .images(given(options.getImages()))
        .modalities(modalities)
        .views(
            views(options)
                .withMissing(
                    read("missingViews", () -> Views.Missing.named(options.getMissingViews()))))
        .build();
  }

  /** The views that the classifiers see. */
  static Views views(ModalityOptions options) {
    return read("views", () -> Views.parse(options.getViews()));
  }

  private static ImmutableList<String> tables(CohortOptions options) {
    return read("cohort", () -> CommaList.ofPaths(Strings.nullToEmpty(options.getCohort())));
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private static <T> T read(String option, Supplier<T> value) {
    return UsageException.reading("--" + option, value);
  }
}
