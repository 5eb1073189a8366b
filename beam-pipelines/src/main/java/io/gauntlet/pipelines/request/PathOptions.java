package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.CommaList;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.training.VictimSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options that name files and folders. Each is read once, at the door, letter by letter: from
 * then on it is absolute, so that neither a pattern nor another working directory changes what it
 * means.
 */
public final class PathOptions {
  static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "output",
          "reports",
          "projections",
          "columns",
          "lexicon",
          "images",
          "imageWeights",
          "textWeights",
          "studiesFrom",
          "modelsFrom",
          "reference",
          "baseline",
          "referenceRun",
          "accept",
          "run",
          "verdict",
          "candidate",
          "history",
          "jar",
          "policy",
          "policyFile");

  /** Whose values are lists of paths. */
  static final ImmutableSet<String> LISTS = ImmutableSet.of("victims", "cohort");

  /** Whose value has paths among other words. */
  private static final String TRAIN = "train";

  /** The value of an option that names no file. */
  private static final ImmutableMap<String, String> WORDS =
      ImmutableMap.of("referenceRun", "none", "policyFile", "standard", "policy", "default");

  /** Which may be empty: where they are needed, what reads them says what is missing. */
  private static final ImmutableSet<String> MAY_BE_EMPTY =
      ImmutableSet.of("output", "reports", "projections", "images", "cohort", "columns", "lexicon");

  private static final Pattern OPTION =
      Pattern.compile("--(?<name>\\w+)=(?<value>.*)", Pattern.DOTALL);

  private PathOptions() {}

  /**
   * Arguments in which every path is absolute.
   *
   * @param arguments as a user wrote them
   * @param names options that are called like one of these, and take names
   * @throws UsageException when a value can be no path
   */
  public static List<String> absolute(List<String> arguments, Set<String> names) {
    return arguments.stream().map(argument -> absolute(argument, names)).toList();
  }

  private static String absolute(String argument, Set<String> names) {
    Matcher option = OPTION.matcher(argument);
    if (!option.matches() || names.contains(option.group("name"))) {
      return argument;
    }
    String name = option.group("name");
    String value = option.group("value");
    if (LISTS.contains(name)) {
      List<String> paths = items(name, value).stream().map(path -> absolute(name, path)).toList();
      return "--%s=%s".formatted(name, CommaList.writePaths(paths));
    }
    if (name.equals(TRAIN)) {
      return "--%s=%s"
          .formatted(name, VictimSyntax.withWeights(value, path -> absolute(name, path)));
    }
    return NAMES.contains(name) ? "--" + name + "=" + absolute(name, value) : argument;
  }

  private static List<String> items(String option, String value) {
    return UsageException.reading("--" + option, () -> CommaList.ofPaths(value));
  }

  /**
   * A path as it is kept.
   *
   * @param option that names it, without dashes
   * @throws UsageException when there can be no such file
   */
  public static String absolute(String option, String value) {
    if (value.equals(WORDS.get(option)) || (value.isBlank() && MAY_BE_EMPTY.contains(option))) {
      return value.strip();
    }
    return UsageException.reading("--" + option, () -> Location.of(value).name());
  }

  /** Whether an option names one file or folder. */
  public static boolean isPath(String option) {
    return NAMES.contains(option);
  }

  /**
   * A folder that can be written to, which need not be there yet.
   *
   * @param option that names it, without dashes
   * @throws UsageException when it is none
   */
  public static Location writable(String option, String folder) {
    if (folder.isBlank()) {
      throw new UsageException("--" + option + " is empty; name a folder");
    }
    Location location = Location.of(absolute(option, folder));
    if (location.isRoot()) {
      throw new UsageException(
          "--%s: %s holds more than a run; name a folder in it".formatted(option, location));
    }
    location.path().ifPresent(path -> requireWritable(option, path));
    try {
      location.requireKnown();
      location.requireOpenWay();
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("--" + option + ": " + e.getMessage(), e);
    }
    return location;
  }

  private static void requireWritable(String option, Path folder) {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new UsageException("--%s: %s is a file; name a folder".formatted(option, there));
    }
    if (!Files.isWritable(there)) {
      throw new UsageException(
          "--%s: nothing can be written in %s; name a folder elsewhere".formatted(option, there));
    }
  }
}
