package io.gauntlet.pipelines.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Verdicts that were reached with a study that is erased. They are records of what was decided, and
 * are kept, but no longer beside the outcomes, which are others now: in a folder of the erasure,
 * where neither a page nor an archive takes them for verdicts on what is left. Those that name the
 * study are deleted.
 *
 * @param run folder of the run
 * @param uid of the study
 */
record OldVerdicts(Location run, String uid) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME =
      Pattern.compile("(?<folder>before-erasure-\\d+/)?verdict[^/]*");

  /** Beside the outcomes. */
  private static final String HERE = "";

  /** How many files there are of verdicts that name the study. */
  long naming() throws IOException {
    long found = 0;
    for (Collection<String> names : byFolder().asMap().values()) {
      found += nameStudy(names) ? names.size() : 0;
    }
    return found;
  }

  /**
   * Deletes the verdicts that name the study, and moves the others away.
   *
   * @param erasure number of the erasure in this run, from 1
   */
  void moveAway(int erasure) throws IOException {
    RunFiles files = new RunFiles(run);
    for (Map.Entry<String, Collection<String>> folder : byFolder().asMap().entrySet()) {
      if (nameStudy(folder.getValue())) {
        files.delete(folder.getValue());
      } else if (folder.getKey().equals(HERE)) {
        for (String name : folder.getValue()) {
          files.write("before-erasure-" + erasure + "/" + name, files.read(name));
        }
        files.delete(folder.getValue());
      }
    }
  }

  /** The names of the files of verdicts, in the run's folder, by the folder in it. */
  private ImmutableListMultimap<String, String> byFolder() throws IOException {
    String root = run.resolve("").name();
    List<String> names =
        Listing.under(run).stream()
            .map(file -> Location.of(file.resourceId().toString()).name())
            .map(name -> name.substring(root.length()))
            .filter(name -> NAME.matcher(name).matches())
            .sorted()
            .toList();
    return Multimaps.index(names, name -> name.substring(0, name.indexOf('/') + 1));
  }

  /** Causes name what they are about; nothing else in a verdict is of one study. */
  private boolean nameStudy(Collection<String> names) throws IOException {
    Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(uid) + "(?![\\w-])");
    RunFiles files = new RunFiles(run);
    for (String name : names) {
      if (name.endsWith(".json")) {
        for (JsonNode named : JSON.readTree(files.read(name)).findValues("names")) {
          for (JsonNode text : named) {
            if (word.matcher(text.asText()).find()) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }
}
