package io.gauntlet.plan;

import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.Victim;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan knows of a victim.
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

  /**
   * The profiles of victims.
   *
   * @param victims by name, each after those whose branches it shares
   */
  public static List<VictimProfile> of(Map<String, Victim> victims) {
    Map<Branch, String> owners = new IdentityHashMap<>();
    victims.forEach(
        (name, victim) ->
            victim.branches().values().forEach(branch -> owners.putIfAbsent(branch, name)));
    return victims.entrySet().stream()
        .map(
            victim ->
                new VictimProfile(
                    victim.getKey(),
                    new EnumMap<>(
                        Maps.transformValues(victim.getValue().branches(), owners::get)),
                    victim.getValue().capabilities()))
        .toList();
  }

  /** Whether it sees a modality. */
  public boolean sees(Modality modality) {
    return branches.containsKey(modality);
  }

  /**
   * The victim whose branch embeds a modality, by name.
   *
   * @throws java.util.NoSuchElementException when it does not see that
   */
  public String branch(Modality modality) {
    return Optional.ofNullable(branches.get(modality)).orElseThrow();
  }

  /** Whether it sees more than one modality. */
  public boolean isFused() {
    return branches.size() > 1;
  }
}
