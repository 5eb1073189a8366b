package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan knows of a victim.
 *
 * @param name its name
 * @param branches the classifier whose branch it sees a modality with, by name; none for a modality
 *     that it does not see
 * @param capabilities what it can do beyond giving logits
 */
public record VictimProfile(
    String name, Map<Modality, String> branches, Set<Capability> capabilities) {

  public VictimProfile {
    branches = Maps.immutableEnumMap(branches);
    capabilities = Set.copyOf(capabilities);
  }

  /** A victim of the user's own, which sees all and gives nothing but logits. */
  public static VictimProfile blackBox(String name) {
    return new VictimProfile(name, Map.of(Modality.IMAGE, name, Modality.TEXT, name), Set.of());
  }

  /** The five victims that are trained here, as far as they see nothing but these modalities. */
  public static List<VictimProfile> builtIn(Set<Modality> modalities) {
    List<VictimProfile> profiles = new ArrayList<>();
    for (Fusion fusion : Fusion.values()) {
      if (modalities.containsAll(seen(fusion))) {
        profiles.add(builtIn(fusion));
      }
    }
    return profiles;
  }

  private static VictimProfile builtIn(Fusion fusion) {
    Map<Modality, String> branches = new EnumMap<>(Modality.class);
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (fusion.seesPictures()) {
      branches.put(
          Modality.IMAGE, (fusion == Fusion.EARLY ? Fusion.EARLY : Fusion.IMAGE).classifier());
      capabilities.add(Capability.PIXEL_GRADIENTS);
    }
    if (fusion.seesWords()) {
      branches.put(
          Modality.TEXT, (fusion == Fusion.EARLY ? Fusion.EARLY : Fusion.TEXT).classifier());
      capabilities.add(Capability.TOKEN_GRADIENTS);
      capabilities.add(Capability.WORD_VECTORS);
    }
    return new VictimProfile(fusion.classifier(), branches, capabilities);
  }

  private static Set<Modality> seen(Fusion fusion) {
    Set<Modality> seen = EnumSet.noneOf(Modality.class);
    if (fusion.seesPictures()) {
      seen.add(Modality.IMAGE);
    }
    if (fusion.seesWords()) {
      seen.add(Modality.TEXT);
    }
    return seen;
  }

  /** The profiles of classifiers that are there, by name. */
  public static ImmutableList<VictimProfile> of(Map<String, Classifier> victims) {
    ImmutableList.Builder<VictimProfile> profiles = ImmutableList.builder();
    victims.forEach(
        (name, victim) -> {
          Map<Modality, String> branches = new EnumMap<>(Modality.class);
          for (Modality modality : seen(victim.architecture().fusion())) {
            branches.put(modality, branch(victims, name, victim, modality));
          }
          profiles.add(new VictimProfile(name, branches, victim.capabilities()));
        });
    return profiles.build();
  }

  private static String branch(
      Map<String, Classifier> victims, String name, Classifier victim, Modality modality) {
    Classifier owner = victim.branchOwner(modality == Modality.IMAGE);
    return victims.entrySet().stream()
        .filter(entry -> entry.getValue() == owner)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  /** Whether it sees a modality. */
  public boolean sees(Modality modality) {
    return branches.containsKey(modality);
  }

  /** Whether it sees every modality. */
  public boolean isFused() {
    return branches.keySet().containsAll(EnumSet.allOf(Modality.class));
  }

  /**
   * The classifier whose branch it sees a modality with.
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
