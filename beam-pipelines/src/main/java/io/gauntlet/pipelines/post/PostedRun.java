package io.gauntlet.pipelines.post;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What is told of a run. It holds no word and no image of a patient: figures, options, and the
 * files that are made of those alone.
 */
@AutoValue
abstract class PostedRun {
  /** Tells this run from others: the same run is posted to the same place. */
  abstract String id();

  /** For people. */
  abstract String name();

  /** Seconds that it took; 0 where nobody measured them. */
  abstract double seconds();

  /** Figures, each finite. */
  abstract ImmutableMap<FigureName, Double> figures();

  /** Options of the run. */
  abstract ImmutableSortedMap<String, String> options();

  /** What it is searched by. */
  abstract ImmutableSortedMap<String, String> tags();

  /** Files that go along. */
  abstract ImmutableList<PostedFile> files();

  static Builder builder() {
    return new AutoValue_PostedRun.Builder();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder id(String value);

    abstract Builder name(String value);

    abstract Builder seconds(double value);

    abstract Builder figures(ImmutableMap<FigureName, Double> value);

    abstract Builder options(ImmutableSortedMap<String, String> value);

    abstract Builder tags(ImmutableSortedMap<String, String> value);

    abstract Builder files(ImmutableList<PostedFile> value);

    abstract PostedRun build();
  }
}
