package io.gauntlet.templates;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.PlainNumbers;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the options of a launch take; those of the template have metadata that says it. */
final class LaunchValues {
  private static final Predicate<String> ANY = matching("(?s).*\\S.*");

  /** A name that Dataflow takes for a job. */
  private static final Predicate<String> JOB = matching("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Predicate<String> BUCKET_PATH = matching("gs://[^/]+/.+");
  private static final Predicate<String> BUCKET_OR_PATH = matching("gs://[^/]+(/.*)?");

  private static final ImmutableMap<String, Value> VALUES =
      ImmutableMap.<String, Value>builder()
          .put("dryRun", new Value(matching("true|false"), "give true or false"))
          .put("project", new Value(ANY, "name the project"))
          .put("region", new Value(ANY, "name the region, such as europe-west4"))
          .put(
              "spec", new Value(BUCKET_PATH, "name the spec in its bucket, such as gs://NAME/FILE"))
          .put(
              "jobName",
              new Value(JOB, "give at most 63 of a-z, 0-9 and -, a letter first, no dash last"))
          .put("serviceAccount", new Value(ANY, "name the account"))
          .put("workerImage", new Value(ANY, "name the image"))
          .put("machineType", new Value(ANY, "name the machine, such as g2-standard-8"))
          .put("maxWorkers", wholeUpTo(Integer.MAX_VALUE))
          .put("subnetwork", new Value(ANY, "name it, such as regions/REGION/subnetworks/NAME"))
          .put(
              "tempLocation",
              new Value(BUCKET_OR_PATH, "name a folder in a bucket, such as gs://NAME/temp"))
          .put("prices", new Value(ANY, "name the file"))
          .put("studies", wholeUpTo(Long.MAX_VALUE))
          .buildOrThrow();

  /**
   * What an option takes.
   *
   * @param remedy what is told of another value
   */
  private record Value(Predicate<String> takes, String remedy) {}

  private LaunchValues() {}

  private static Value wholeUpTo(long most) {
    return new Value(
        value -> PlainNumbers.whole(value, 1, most).isPresent(), "give a whole number above 0");
  }

  private static Predicate<String> matching(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  /** What is wrong with values that were given, a sentence each, in the order of the options. */
  static ImmutableList<String> faults(Map<String, String> given) {
    return VALUES.entrySet().stream()
        .filter(option -> given.containsKey(option.getKey()))
        .filter(option -> !option.getValue().takes().test(given.get(option.getKey())))
        .map(
            option ->
                "--%s=%s: %s"
                    .formatted(
                        option.getKey(), given.get(option.getKey()), option.getValue().remedy()))
        .collect(ImmutableList.toImmutableList());
  }
}
