package io.gauntlet.transforms.cohort;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The layouts of cohorts that a class loader finds, by name. Immutable. */
public final class StudySources {
  private final ImmutableSortedMap<String, StudySource> byName;

  private StudySources(ImmutableSortedMap<String, StudySource> byName) {
    this.byName = byName;
  }

  /** The layouts of the context class loader. */
  public static StudySources load() {
    return of(Thread.currentThread().getContextClassLoader());
  }

  /** The layouts that a class loader finds. */
  public static StudySources of(ClassLoader loader) {
    return new StudySources(
        ImmutableSortedMap.copyOf(
            Maps.uniqueIndex(ServiceLoader.load(StudySource.class, loader), StudySource::name),
            Comparator.naturalOrder()));
  }

  /** Their names, sorted. */
  public List<String> names() {
    return byName.keySet().asList();
  }

  /**
   * The source of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public StudySource named(String name) {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no source is named '" + name + "'; there are " + names()));
  }
}
