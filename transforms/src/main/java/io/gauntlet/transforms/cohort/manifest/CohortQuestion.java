package io.gauntlet.transforms.cohort.manifest;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.data.manifest.CohortLayout;
import io.gauntlet.data.manifest.LabelRule;
import io.gauntlet.data.manifest.StudyAssembly;
import io.gauntlet.data.table.TableEncoding;
import java.io.Serializable;

/**
 * What is asked of a cohort's tables.
 *
 * @param layout what the columns are
 * @param label which class a study is of
 * @param encoding of those of the tables that begin with no byte order mark
 * @param views that a study must have
 * @param modalities what a study must have
 */
record CohortQuestion(
    CohortLayout layout,
    LabelRule label,
    TableEncoding encoding,
    Views views,
    ImmutableSet<Modality> modalities)
    implements Serializable {
  private static final long serialVersionUID = 1;

  StudyAssembly assembly() {
    return new StudyAssembly(layout, label, views, modalities);
  }
}
