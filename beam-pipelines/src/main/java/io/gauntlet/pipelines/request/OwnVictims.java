package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.CommaList;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.VictimProvider.Foreseen;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The victims that a user brings.
 *
 * @param folders the folder of each, by the victim's name
 * @param foreseen what is known of those of which something is before they are opened, by name
 */
public record OwnVictims(
    ImmutableMap<String, String> folders, ImmutableMap<String, Foreseen> foreseen) {
  private static final String OPTION = "--victims: ";

  /**
   * Reads the configuration of each folder.
   *
   * @param list of folders, as {@link CommaList#ofPaths} reads it; may be empty
   * @throws UsageException when one holds no victim, or two have one name
   */
  public static OwnVictims of(String list) {
    VictimCatalogue catalogue = VictimCatalogue.load();
    Map<String, String> folders = new LinkedHashMap<>();
    ImmutableMap.Builder<String, Foreseen> foreseen = ImmutableMap.builder();
    for (String folder : items(list)) {
      OwnVictim victim = read(folder, catalogue);
      if (folders.put(victim.name(), folder) != null) {
        throw new UsageException(OPTION + "two of them are named '" + victim.name() + "'");
      }
      foreseen(victim).ifPresent(known -> foreseen.put(victim.name(), known));
    }
    return new OwnVictims(ImmutableMap.copyOf(folders), foreseen.buildOrThrow());
  }

  /** What a plan can know of the victims before they are opened; of some it is all or nothing. */
  public ImmutableList<VictimProfile> profiles() {
    return folders.keySet().stream().map(this::profile).collect(ImmutableList.toImmutableList());
  }

  private VictimProfile profile(String name) {
    Foreseen known = foreseen.get(name);
    return known == null
        ? VictimProfile.blackBox(name)
        : new VictimProfile(name, Maps.toMap(known.sees(), modality -> name), known.capabilities());
  }

  private static Optional<Foreseen> foreseen(OwnVictim victim) {
    try {
      return victim.foreseen();
    } catch (IOException e) {
      throw new UsageException(OPTION + victim.name() + ": " + e.getMessage(), e);
    }
  }

  private static OwnVictim read(String folder, VictimCatalogue catalogue) {
    try {
      return catalogue.in(new RunFiles(folder));
    } catch (FileNotFoundException e) {
      throw new UsageException(
          OPTION + folder + " holds no victim.yaml or config.json; name the folder of a victim", e);
    } catch (IOException e) {
      throw new UsageException(OPTION + e.getMessage(), e);
    }
  }

  private static ImmutableList<String> items(String list) {
    try {
      return CommaList.ofPaths(list);
    } catch (IllegalArgumentException e) {
      throw new UsageException(OPTION + e.getMessage(), e);
    }
  }
}
