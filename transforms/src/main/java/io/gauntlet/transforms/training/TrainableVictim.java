package io.gauntlet.transforms.training;

import com.google.common.hash.Hashing;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.model.Capability;
import io.gauntlet.model.VictimKind;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A victim that is to be trained: a name, which is also that of its folder, and a design. Several
 * of a kind may stand side by side in a run.
 *
 * @param name letters, digits, '.', '_' and '-'; a name that is a kind's belongs to that kind
 * @param design how it is made
 */
public record TrainableVictim(String name, Design design) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when it cannot be the name of such a victim
   */
  public TrainableVictim {
    if (!NAME.matcher(name).matches() || name.startsWith("seed-")) {
      throw new IllegalArgumentException(
          ("'%s' cannot be the name of a victim; give letters, digits, '.', '_' and '-', not"
                  + " beginning with seed-")
              .formatted(name));
    }
    VictimKind kind = design.kind();
    if (Arrays.stream(VictimKind.values())
        .anyMatch(other -> other != kind && other.toString().equals(name))) {
      throw new IllegalArgumentException(
          "'%s' is the name of another kind than '%s'; give another name".formatted(name, kind));
    }
  }

  /**
   * The same, its randomness drawn from the seed of a run: the seed itself for a victim that has
   * the name of its kind, and one of seed and name for all others.
   */
  TrainableVictim withRunSeed(long seed) {
    long own =
        name.equals(design.kind().toString())
            ? seed
            : Hashing.sha256()
                .newHasher()
                .putLong(seed)
                .putString(name, StandardCharsets.UTF_8)
                .hash()
                .asLong();
    return new TrainableVictim(name, design.withSeed(own));
  }

  /** What a plan can know of it before it is trained. */
  public VictimProfile profile() {
    Set<Capability> capabilities = EnumSet.of(Capability.LOGITS);
    design
        .branches(name)
        .keySet()
        .forEach(
            modality -> {
              switch (modality) {
                case IMAGE -> capabilities.add(Capability.PIXEL_GRADIENTS);
                case TEXT -> {
                  capabilities.add(Capability.TOKEN_GRADIENTS);
                  capabilities.add(Capability.WORD_VECTORS);
                }
              }
            });
    return new VictimProfile(name, design.branches(name), capabilities);
  }
}
