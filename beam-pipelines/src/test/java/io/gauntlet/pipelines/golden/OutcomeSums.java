package io.gauntlet.pipelines.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Sums over the studies of an attack on a victim: logits by class, norms and queries. They show a
 * change of an attack that turns no decision. Records are read by the names of their fields, with
 * the schema of the file, so that fields may be added to the record and may move.
 */
final class OutcomeSums {
  private OutcomeSums() {}

  /**
   * Sums by name, for each victim, attack and generator.
   *
   * @param folder holds Avro files of outcomes
   */
  static SortedMap<String, SortedMap<String, Double>> of(Path folder) throws IOException {
    SortedMap<String, SortedMap<String, Double>> sums = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avro")).sorted().toList()) {
        try (DataFileReader<GenericRecord> outcomes =
            new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          outcomes.forEach(
              outcome -> add(sums.computeIfAbsent(key(outcome), key -> new TreeMap<>()), outcome));
        }
      }
    }
    return sums;
  }

  private static String key(GenericRecord outcome) {
    Object generator = outcome.get("generator");
    return outcome.get("victim")
        + " | "
        + outcome.get("attack")
        + (generator == null ? "" : " | " + generator);
  }

  private static void add(SortedMap<String, Double> sums, GenericRecord outcome) {
    add(sums, "studies", 1);
    int kind = 0;
    for (Object logit : (List<?>) outcome.get("adversarialLogits")) {
      add(sums, "adversarialLogits." + kind, (Number) logit);
      kind++;
    }
    for (String name : List.of("linf", "l2", "queries")) {
      add(sums, name, (Number) outcome.get(name));
    }
  }

  private static void add(SortedMap<String, Double> sums, String name, Number value) {
    sums.merge(name, value.doubleValue(), Double::sum);
  }
}
