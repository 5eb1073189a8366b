package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.CommaList;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The victims that a user brings.
 *
 * @param folders the folder of each, by the victim's name
 */
public record OwnVictims(ImmutableMap<String, String> folders) {
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
    for (String folder : items(list)) {
      String name = name(folder, catalogue);
      if (folders.put(name, folder) != null) {
        throw new UsageException(OPTION + "two of them are named '" + name + "'");
      }
    }
    return new OwnVictims(ImmutableMap.copyOf(folders));
  }

  private static String name(String folder, VictimCatalogue catalogue) {
    try {
      return catalogue.in(new RunFiles(folder)).name();
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
