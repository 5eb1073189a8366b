package io.gauntlet.transforms.training;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.training.RecipePreset;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The victims that a run trains: no two have a name, and each fusion finds the victims that it
 * fuses. A run that attacks nothing but what its user brings trains none.
 *
 * @param victims in the order in which they were described; may be none
 */
public record VictimList(List<TrainableVictim> victims) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Nothing is trained. */
  public static final VictimList NONE = new VictimList(List.of());

  /**
   * Checks the victims against each other.
   *
   * @throws IllegalArgumentException when a name is there twice, or a parent is missing or sees
   *     another modality
   */
  public VictimList {
    victims = List.copyOf(victims);
    Map<String, Design> byName = new LinkedHashMap<>();
    for (TrainableVictim victim : victims) {
      if (byName.put(victim.name(), victim.design()) != null) {
        throw new IllegalArgumentException(
            "two victims are named '%s'; give one another name, such as %s-b=%s"
                .formatted(victim.name(), victim.name(), victim.design().kind()));
      }
    }
    for (TrainableVictim victim : victims) {
      victim
          .design()
          .parents()
          .forEach((modality, parent) -> checkParent(victim.name(), modality, parent, byName));
    }
  }

  private static void checkParent(
      String fusion, Modality modality, String parent, Map<String, Design> designs) {
    Optional<Design> design = Optional.ofNullable(designs.get(parent));
    if (design.isEmpty() || !sees(design.get(), modality)) {
      throw new IllegalArgumentException(
          "%s: %s is '%s', which is not a victim of that modality alone; there are %s"
              .formatted(fusion, modality.label(), parent, seeing(modality, designs)));
    }
  }

  private static boolean sees(Design design, Modality alone) {
    return design.kind().modalities().equals(Set.of(alone));
  }

  private static List<String> seeing(Modality modality, Map<String, Design> designs) {
    return designs.entrySet().stream()
        .filter(design -> sees(design.getValue(), modality))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The five victims of the paper, small networks trained from nothing with the demo's recipes. */
  public static VictimList demo() {
    ImmutableSortedMap<Modality, String> parents =
        ImmutableSortedMap.of(
            Modality.IMAGE, VictimKind.IMAGE.toString(), Modality.TEXT, VictimKind.TEXT.toString());
    return new VictimList(
        Stream.of(
                new ImageDesign(
                    EncoderChoice.tiny(Modality.IMAGE),
                    ImageSize.ofBoth(64, 64),
                    demo(VictimKind.IMAGE)),
                new TextDesign(EncoderChoice.tiny(Modality.TEXT), demo(VictimKind.TEXT)),
                new EarlyFusionDesign(parents, demo(VictimKind.EARLY)),
                new LateFusionDesign(parents, demo(VictimKind.LATE)),
                new EnsembleDesign(parents))
            .map(design -> new TrainableVictim(design.kind().toString(), design))
            .toList());
  }

  private static Recipe demo(VictimKind kind) {
    return RecipePreset.DEMO.of(kind);
  }

  /** The victims in an order in which each comes after those that it fuses. */
  public List<TrainableVictim> parentsFirst() {
    List<TrainableVictim> ordered = new ArrayList<>(victims);
    ordered.sort(Comparator.comparing(victim -> !victim.design().parents().isEmpty()));
    return ordered;
  }

  /** What a plan can know of them before they are trained. */
  public List<VictimProfile> profiles() {
    return parentsFirst().stream().map(TrainableVictim::profile).toList();
  }

  /** What they see, all together. */
  public Set<Modality> modalities() {
    return victims.stream()
        .flatMap(victim -> victim.design().kind().modalities().stream())
        .collect(Collectors.toSet());
  }

  /** Whether nothing is trained. */
  public boolean isEmpty() {
    return victims.isEmpty();
  }

  /** Their names, in the order in which they were described. */
  public List<String> names() {
    return victims.stream().map(TrainableVictim::name).toList();
  }

  @Override
  public String toString() {
    return String.join(",", names());
  }
}
