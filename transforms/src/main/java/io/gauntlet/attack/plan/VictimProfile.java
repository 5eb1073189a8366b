package io.gauntlet.attack.plan;

import io.gauntlet.model.Capability;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import java.util.ArrayList;
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
