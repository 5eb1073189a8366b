package io.gauntlet.plan;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan knows of a victim.
 *
 * @param name its name
 * @param imageBranch the classifier whose image branch it reads pictures with, by name; null when
 *     it sees none
 * @param textBranch the classifier whose text branch it reads words with, by name; null when it
 *     sees none
 * @param capabilities what it can do beyond giving logits
 */
public record VictimProfile(
    String name, String imageBranch, String textBranch, Set<Capability> capabilities) {

  /** Copies what could change. */
  public VictimProfile {
    capabilities = Set.copyOf(capabilities);
  }

  /** The five victims that are trained here, as far as they see nothing but these modalities. */
  public static List<VictimProfile> builtIn(Set<Modality> modalities) {
    List<VictimProfile> profiles = new ArrayList<>();
    for (Fusion fusion : Fusion.values()) {
      boolean fits =
          (!fusion.seesPictures() || modalities.contains(Modality.IMAGE))
              && (!fusion.seesWords() || modalities.contains(Modality.TEXT));
      if (fits) {
        Fusion image = fusion == Fusion.EARLY ? Fusion.EARLY : Fusion.IMAGE;
        Fusion text = fusion == Fusion.EARLY ? Fusion.EARLY : Fusion.TEXT;
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (fusion.seesPictures()) {
          capabilities.add(Capability.PIXEL_GRADIENTS);
        }
        if (fusion.seesWords()) {
          capabilities.add(Capability.TOKEN_GRADIENTS);
          capabilities.add(Capability.WORD_VECTORS);
        }
        profiles.add(
            new VictimProfile(
                fusion.classifier(),
                fusion.seesPictures() ? image.classifier() : null,
                fusion.seesWords() ? text.classifier() : null,
                capabilities));
      }
    }
    return profiles;
  }

  /** The profiles of classifiers that are there, by name. */
  public static List<VictimProfile> of(Map<String, Classifier> victims) {
    List<VictimProfile> profiles = new ArrayList<>();
    victims.forEach(
        (name, victim) -> {
          Fusion fusion = victim.architecture().fusion();
          profiles.add(
              new VictimProfile(
                  name,
                  fusion.seesPictures() ? branch(victims, name, victim, true) : null,
                  fusion.seesWords() ? branch(victims, name, victim, false) : null,
                  victim.capabilities()));
        });
    return profiles;
  }

  private static String branch(
      Map<String, Classifier> victims, String name, Classifier victim, boolean image) {
    Classifier owner = victim.branchOwner(image);
    return victims.entrySet().stream()
        .filter(entry -> entry.getValue() == owner)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  /** Whether it sees pictures. */
  public boolean seesPictures() {
    return imageBranch != null;
  }

  /** Whether it sees words. */
  public boolean seesWords() {
    return textBranch != null;
  }

  /** Whether it sees both. */
  public boolean isFused() {
    return seesPictures() && seesWords();
  }
}
