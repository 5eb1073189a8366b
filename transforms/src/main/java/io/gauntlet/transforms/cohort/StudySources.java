package io.gauntlet.transforms.cohort;

import io.gauntlet.data.KnownNames;
import java.util.List;
import java.util.ServiceLoader;

/** The layouts of cohorts on the class path. */
public final class StudySources {
  private StudySources() {}

  /** Their names, sorted. */
  public static List<String> names() {
    return ServiceLoader.load(StudySource.class).stream()
        .map(provider -> provider.get().name())
        .sorted()
        .toList();
  }

  /**
   * The source of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public static StudySource named(String name) {
    return ServiceLoader.load(StudySource.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no source is named '" + name + "'" + KnownNames.instead(name, names())));
  }
}
