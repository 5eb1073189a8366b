package io.gauntlet.attack.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.DistinctWords;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.SharedData;
import io.gauntlet.data.indiana.Diagnoses;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.data.words.ReportWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * On real reports: of the words that the synonym attacks put in, hardly one occurs in no report of
 * the training part. Their victim is a naive Bayes classifier of the same reports.
 */
class PlausibleOnCohortTest {
  private static final int EVERY_FIFTH_IS_ATTACKED = 5;
  private static final int ATTACKED = 80;
  private static final String NOT_LABELLED = "No Indexing";
  private static final double MOST_UNKNOWN = 0.1;

  private record Report(String caption, int label) {}

  /** How many words were put in, and how many of them no report of the training part has. */
  private record Tally(int replaced, int unknown) {}

  @Test
  void replacementsAreWordsOfReports() throws IOException {
    List<Report> training = new ArrayList<>();
    List<Report> attacked = new ArrayList<>();
    List<Report> all = reports(SharedData.folder("paired").resolve("indiana_reports.csv"));
    for (int i = 0; i < all.size(); i++) {
      (i % EVERY_FIFTH_IS_ATTACKED == 0 ? attacked : training).add(all.get(i));
    }
    Map<String, Long> counts = new HashMap<>();
    training.forEach(
        report ->
            DistinctWords.of(report.caption()).forEach(word -> counts.merge(word, 1L, Long::sum)));
    ReportWords words = ReportWords.of(counts, Lexicon.shipped());
    TextClassifier victim = bayes(training);
    for (String attack : List.of("pwws", "synonym-greedy", "synonym-random")) {
      Tally plausible = tally(attack, attacked.subList(0, ATTACKED), victim, words);
      Tally old = tally(attack + ":plausible=off", attacked.subList(0, ATTACKED), victim, words);
      System.out.println(
          "%s: %s of %s replacements in no training report; %s of %s with plausible=off"
              .formatted(
                  attack,
                  plausible.unknown(),
                  plausible.replaced(),
                  old.unknown(),
                  old.replaced()));
      assertTrue(plausible.replaced() > ATTACKED / 2, attack);
      assertTrue(plausible.unknown() <= MOST_UNKNOWN * plausible.replaced(), attack);
      assertTrue(old.unknown() > old.replaced() / 2, attack);
    }
  }

  private static Tally tally(
      String attack, List<Report> reports, TextClassifier victim, ReportWords words) {
    List<TextTarget> targets = new ArrayList<>();
    for (int row = 0; row < reports.size(); row++) {
      Report report = reports.get(row);
      targets.add(
          new TextTarget(row, Integer.toString(row), report.caption(), report.label(), row)
              .withWords(words));
    }
    List<AttackedText> results = NamedAttacks.of(attack).attack(victim, targets);
    int replaced = 0;
    int unknown = 0;
    for (int row = 0; row < reports.size(); row++) {
      List<String> clean = Words.of(reports.get(row).caption()).all();
      List<String> found = Words.of(results.get(row).caption()).all();
      for (int i = 0; i < clean.size(); i++) {
        if (!clean.get(i).equals(found.get(i))) {
          replaced++;
          unknown += words.reports().containsKey(found.get(i).toLowerCase(Locale.ROOT)) ? 0 : 1;
        }
      }
    }
    return new Tally(replaced, unknown);
  }

  private static TextClassifier bayes(List<Report> training) {
    Map<String, double[]> counts = new HashMap<>();
    for (Report report : training) {
      DistinctWords.of(report.caption())
          .forEach(
              word -> counts.computeIfAbsent(word, any -> new double[] {1, 1})[report.label()]++);
    }
    double[] none = {1, 1};
    return candidates ->
        candidates.stream()
            .map(
                candidate -> {
                  double lead = 0;
                  for (String word : DistinctWords.of(candidate.caption())) {
                    double[] of = counts.getOrDefault(word, none);
                    lead += Math.log(of[1] / of[0]);
                  }
                  return Logits.of(0, (float) lead);
                })
            .toList();
  }

  private static List<Report> reports(Path table) throws IOException {
    List<Report> reports = new ArrayList<>();
    try (InputStream stream = Files.newInputStream(table)) {
      IndianaTables.reports(
          new TableFile(stream, table.toString(), TableEncoding.UTF_8),
          TableRows.usable(
              row -> {
                if (!row.problems().equalsIgnoreCase(NOT_LABELLED)) {
                  int label = Diagnoses.of(row).equals(ClassNames.NORMAL) ? 0 : 1;
                  reports.add(new Report(row.text().caption(), label));
                }
              }));
    }
    return reports;
  }
}
