package io.gauntlet.data.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One synthetic patient: what is wrong, how the chest is built and what the report says. The three
 * and the noise of each image come from separate random streams.
 *
 * @param uid the number of the study, from 1
 * @param findings what is wrong, empty when the study is normal
 * @param anatomy how the patient is built
 * @param report the report
 * @param frontalNoise the noise of the frontal image
 * @param lateralNoise the noise of the lateral image
 */
record SyntheticStudy(
    int uid,
    List<SyntheticFinding> findings,
    PhantomAnatomy anatomy,
    SyntheticReport report,
    SplittableRandom frontalNoise,
    SplittableRandom lateralNoise) {

  private static final double NORMAL = 0.36;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The study at {@code index}, from 0; it depends on nothing but the two arguments. */
  static SyntheticStudy at(long seed, int index) {
    final SplittableRandom root = new SplittableRandom(mix(seed, index));
    final SplittableRandom forFindings = root.split();
    final SplittableRandom forAnatomy = root.split();
    final SplittableRandom forReport = root.split();
    final List<SyntheticFinding> findings = drawFindings(forFindings);
    return new SyntheticStudy(
        index + 1,
        findings,
        PhantomAnatomy.draw(forAnatomy),
        new ReportGrammar(findings, forReport).write(),
        root.split(),
        root.split());
  }

  /** Whether nothing is wrong. */
  boolean isNormal() {
    return findings.isEmpty();
  }

  /** The cell of the column Problems. */
  String problems() {
    if (isNormal()) {
      return "normal";
    }
    final List<String> names = new ArrayList<>();
    for (SyntheticFinding finding : findings) {
      names.add(finding.kind().problem());
    }
    return String.join(";", names);
  }

  /** The cell of the column MeSH. */
  String mesh() {
    if (isNormal()) {
      return "normal";
    }
    final List<String> headings = new ArrayList<>();
    for (SyntheticFinding finding : findings) {
      headings.add(finding.mesh());
    }
    return String.join(";", headings);
  }

  private static List<SyntheticFinding> drawFindings(SplittableRandom random) {
    if (random.nextDouble() < NORMAL) {
      return List.of();
    }
    final double share = random.nextDouble();
    final int count = share < 0.6 ? 1 : share < 0.88 ? 2 : 3;
    final List<Finding> kinds = new ArrayList<>(List.of(Finding.values()));
    final List<SyntheticFinding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      final Finding kind = kinds.remove(random.nextInt(kinds.size()));
      findings.add(SyntheticFinding.draw(kind, random));
    }
    return List.copyOf(findings);
  }

  private static long mix(long seed, int index) {
    long value = seed + (index + 1L) * GOLDEN;
    value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
    return value ^ (value >>> 31);
  }
}
