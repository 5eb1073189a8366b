package io.gauntlet.pipelines.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Streams;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** The causes of which a name is a study's uid. */
  private static final ImmutableSet<String> OF_STUDIES =
      Stream.of(
              Code.STUDIES_DOUBLED,
              Code.STUDIES_RELABELLED,
              Code.STUDIES_ALTERED,
              Code.STUDIES_MISSING,
              Code.STUDIES_ADDED,
              Code.NOT_REPRODUCED,
              Code.UNUSED_BY_CANDIDATE,
              Code.UNUSED_BY_REFERENCE,
              Code.UNUSED_BY_BOTH)
          .map(Code::name)
          .collect(ImmutableSet.toImmutableSet());

  private static final String JSON_FILE = ".json";

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

  /** The files beside the outcomes that are moved away. */
  List<String> moved() throws IOException {
    Collection<String> here = byFolder().get(HERE);
    return nameStudy(here) ? List.of() : List.copyOf(here);
  }

  /** Where files of verdicts go in the run's folder. */
  static String folder(int erasure) {
    return "before-erasure-" + erasure + "/";
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
        deleteJsonLast(files, folder.getValue());
      } else if (folder.getKey().equals(HERE)) {
        for (String name : folder.getValue()) {
          files.write(folder(erasure) + name, files.read(name));
        }
        files.delete(folder.getValue());
      }
    }
  }

  /** While the JSON is there, it is known that the others name the study too. */
  private static void deleteJsonLast(RunFiles files, Collection<String> names) throws IOException {
    files.delete(names.stream().filter(name -> !name.endsWith(JSON_FILE)).toList());
    files.delete(names.stream().filter(name -> name.endsWith(JSON_FILE)).toList());
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

  private boolean nameStudy(Collection<String> names) throws IOException {
    RunFiles files = new RunFiles(run);
    for (String name : names) {
      if (name.endsWith(JSON_FILE) && nameStudy(files, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean nameStudy(RunFiles files, String name) throws IOException {
    try {
      return JSON.readTree(files.read(name)).findParents("names").stream()
          .anyMatch(this::namesStudy);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "--run: "
              + files.describe(name)
              + " is not the verdict that was written, and may name the study; bring it back, or"
              + " delete it",
          e);
    }
  }

  /**
   * Whether a cause names the study. What is wrong with a run's files is told in a sentence, at
   * whose end studies are listed; all other causes name attacks, options and figures, of which a
   * uid may be a piece.
   */
  private boolean namesStudy(JsonNode cause) {
    String code = cause.path("code").asText();
    boolean isSentence = code.equals(Code.NOT_WHAT_WAS_WRITTEN.name());
    Pattern listed = Pattern.compile("(^|\\s)" + Pattern.quote(uid) + "($|[,;]| and \\d+ more)");
    return (isSentence || OF_STUDIES.contains(code))
        && Streams.stream(cause.get("names"))
            .map(JsonNode::asText)
            .anyMatch(name -> isSentence ? listed.matcher(name).find() : name.equals(uid));
  }
}
