package io.gauntlet.score.pair;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.McNemar;
import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.Tango;

/**
 * The drop of a share of studies, of one set of weights a side: Tango's bound and McNemar's test;
 * by patient where patients have several studies.
 *
 * @param counts of the studies as they are
 * @param effective the same for as many studies of as many patients as would tell as much
 * @param worse units of the test that got worse: studies, or patients
 * @param better likewise
 * @param referenceShare of the studies
 */
record SharesDrop(
    PairedCounts counts, PairedCounts effective, long worse, long better, double referenceShare)
    implements Drop {

  static SharesDrop of(PairTally tally, Studies of) {
    PairedCounts counts = tally.counts(of);
    double reference = (tally.bothRight(of) + counts.worse()) / counts.studies();
    PatientSums patients = tally.ofPatients();
    if (!isByPatient(tally, of)) {
      return new SharesDrop(
          counts, counts, Math.round(counts.worse()), Math.round(counts.better()), reference);
    }
    return new SharesDrop(
        counts,
        counts.of(effectiveStudies(counts, patients, of)),
        patients.worse(of),
        patients.better(of),
        reference);
  }

  /** Whether some of the patients have several such studies. */
  static boolean isByPatient(PairTally tally, Studies of) {
    long patients = tally.ofPatients().size(of);
    return patients >= 2 && patients != tally.counts(of).studies();
  }

  /** Never more than the studies, nor fewer than the patients where nothing changed. */
  private static double effectiveStudies(PairedCounts counts, PatientSums patients, Studies of) {
    double n = counts.studies();
    double ofStudies = (counts.discordance() - counts.drop() * counts.drop()) / n;
    return ofStudies == 0
        ? (double) patients.size(of)
        : Math.min(n, n * ofStudies / patients.variance(of));
  }

  @Override
  public long studies() {
    return Math.round(counts.studies());
  }

  @Override
  public double reference() {
    return referenceShare;
  }

  @Override
  public double candidate() {
    return referenceShare - counts.drop();
  }

  @Override
  public Estimate interval() {
    return Tango.interval(effective);
  }

  @Override
  public double upperBound(double alpha) {
    return Tango.upperBound(effective, alpha);
  }

  @Override
  public double pOfNoWorse() {
    return McNemar.pOfNoWorse(worse, better);
  }

  @Override
  public double pOfNoBetter() {
    return McNemar.pOfNoWorse(/* worse= */ better, /* better= */ worse);
  }

  @Override
  public double discordance() {
    return counts.discordance();
  }
}
