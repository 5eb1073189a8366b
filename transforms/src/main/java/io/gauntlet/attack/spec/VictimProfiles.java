package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;

/** The victims of a plan, by name, in the order in which they are attacked. */
public final class VictimProfiles {
  private final ImmutableMap<String, VictimProfile> byName;

  /** These victims. */
  public VictimProfiles(List<VictimProfile> victims) {
    this.byName = Maps.uniqueIndex(victims, VictimProfile::name);
  }

  /** All of them. */
  public ImmutableList<VictimProfile> all() {
    return byName.values().asList();
  }

  /**
   * The victim of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public VictimProfile get(String name) {
    VictimProfile victim = byName.get(name);
    if (victim == null) {
      throw new IllegalArgumentException(
          "there is no victim '%s'; there are %s".formatted(name, byName.keySet()));
    }
    return victim;
  }
}
