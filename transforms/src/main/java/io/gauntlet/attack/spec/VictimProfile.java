package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.Victim;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an attack and a plan know of a victim, which may not be trained yet.
 *
 * @param name its name
 * @param branches the victim whose branch embeds each modality that it sees, by name; victims that
 *     share a branch name the same one
 * @param capabilities what it can do
 */
public record VictimProfile(
    String name, Map<Modality, String> branches, Set<Capability> capabilities) {

  public VictimProfile {
    branches = Maps.immutableEnumMap(branches);
    capabilities = Set.copyOf(capabilities);
  }

  /** A victim of the user's own, which sees all and gives nothing but logits. */
  public static VictimProfile blackBox(String name) {
    return new VictimProfile(
        name, Map.of(Modality.IMAGE, name, Modality.TEXT, name), EnumSet.of(Capability.LOGITS));
  }

  /**
   * The profiles of victims.
   *
   * @param victims by name, each after those whose branches it shares
   */
  public static ImmutableList<VictimProfile> of(Map<String, Victim> victims) {
    IdentityHashMap<Branch, String> owners = new IdentityHashMap<>();
    victims.forEach(
        (name, victim) ->
            victim.branches().values().forEach(branch -> owners.putIfAbsent(branch, name)));
    ImmutableList.Builder<VictimProfile> profiles = ImmutableList.builder();
    victims.forEach(
        (name, victim) ->
            profiles.add(
                new VictimProfile(
                    name,
                    new EnumMap<>(Maps.transformValues(victim.branches(), owners::get)),
                    victim.capabilities())));
    return profiles.build();
  }

  /** Whether it sees a modality. */
  public boolean sees(Modality modality) {
    return branches.containsKey(modality);
  }

  /** The modalities, by their names, whose branch is also another victim's. */
  public List<String> sharedWith(VictimProfile other) {
    return branches.entrySet().stream()
        .filter(branch -> branch.getValue().equals(other.branches.get(branch.getKey())))
        .map(branch -> branch.getKey().label())
        .toList();
  }

  /** Whether it sees every modality. */
  public boolean isFused() {
    return branches.keySet().containsAll(EnumSet.allOf(Modality.class));
  }

  /**
   * The victim whose branch embeds a modality, by name.
   *
   * @throws IllegalArgumentException when it does not see the modality
   */
  public String branch(Modality modality) {
    if (!sees(modality)) {
      throw new IllegalArgumentException(name + " has no branch for " + modality);
    }
    return branches.get(modality);
  }
}
