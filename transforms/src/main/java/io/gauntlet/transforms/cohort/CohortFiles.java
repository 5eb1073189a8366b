package io.gauntlet.transforms.cohort;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.data.table.TableEncoding;
import java.util.Optional;
import java.util.Set;

/**
 * Where the files of a cohort are, and what is asked of them. What is in them, and which of these a
 * layout reads, is the matter of its {@link StudySource}.
 */
@AutoValue
public abstract class CohortFiles {

  /** The reports of the Indiana layout; empty where none are named. */
  public abstract String reports();

  /** Which images belong to which report in the Indiana layout; empty where no file is named. */
  public abstract String projections();

  /** The tables of any other layout, in its order. */
  public abstract ImmutableList<String> tables();

  /** The file that says what the columns are; empty where the layout has its own. */
  public abstract Optional<String> columns();

  /** Which class a study is of, such as {@code finding:Pneumothorax}; empty where none is named. */
  public abstract Optional<String> label();

  /** Encoding of those of the tables that begin with no byte order mark. */
  public abstract TableEncoding encoding();

  /** Folder of the images; empty where none is read. */
  public abstract Optional<String> images();

  /** What a study must have. */
  public abstract ImmutableSet<Modality> modalities();

  /** The views that a study must have. */
  public abstract Views views();

  /** Starts with no file, UTF-8, both modalities and both views. */
  public static Builder builder() {
    return new AutoValue_CohortFiles.Builder()
        .reports("")
        .projections("")
        .tables(ImmutableList.of())
        .encoding(TableEncoding.UTF_8)
        .modalities(Set.of(Modality.values()))
        .views(Views.BOTH);
  }

  /** A builder that starts with these files. */
  public abstract Builder toBuilder();

  /** The same files, of which a study must have other modalities. */
  public CohortFiles withModalities(Set<Modality> needed) {
    return toBuilder().modalities(needed).build();
  }

  /** Names files. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** The reports of the Indiana layout. */
    public abstract Builder reports(String file);

    /** The images of the Indiana layout. */
    public abstract Builder projections(String file);

    /** The tables of any other layout. */
    public abstract Builder tables(ImmutableList<String> files);

    /** The file that says what the columns are. */
    public abstract Builder columns(Optional<String> file);

    /** Which class a study is of. */
    public abstract Builder label(Optional<String> rule);

    /** Encoding of the tables. */
    public abstract Builder encoding(TableEncoding named);

    /** Folder of the images. */
    public abstract Builder images(Optional<String> folder);

    /** What a study must have. */
    public abstract Builder modalities(Set<Modality> needed);

    /** The views that a study must have. */
    public abstract Builder views(Views needed);

    /** The files. */
    public abstract CohortFiles build();
  }
}
