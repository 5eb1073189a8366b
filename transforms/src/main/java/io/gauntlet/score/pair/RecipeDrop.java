package io.gauntlet.score.pair;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.SeededDrop;
import java.util.ArrayList;
import java.util.List;

/**
 * The drop between two recipes, each trained from at least three seeds.
 *
 * @param studies of the class that the figure is of
 * @param drop over studies and seeds
 * @param referenceFigure mean over the reference's seeds
 * @param discordance mean over studies of how far the shares of right seeds are apart
 */
record RecipeDrop(long studies, SeededDrop drop, double referenceFigure, double discordance)
    implements Drop {

  /** The drop of a share of studies. */
  static RecipeDrop of(PairTally tally, Studies of) {
    Half half = Half.of(tally, of);
    return new RecipeDrop(
        half.studies,
        SeededDrop.of(half.variance, half.studies, half.reference, half.candidate),
        mean(half.reference),
        half.discordance);
  }

  /** The drop of the balanced accuracy. */
  static RecipeDrop balanced(PairTally tally) {
    Half abnormal = Half.of(tally, Studies.ABNORMAL);
    Half normal = Half.of(tally, Studies.NORMAL);
    List<Double> reference = means(abnormal.reference, normal.reference);
    long studies = abnormal.studies + normal.studies;
    return new RecipeDrop(
        studies,
        SeededDrop.of(
            (abnormal.variance + normal.variance) / 4,
            studies,
            reference,
            means(abnormal.candidate, normal.candidate)),
        mean(reference),
        (abnormal.discordance * abnormal.studies + normal.discordance * normal.studies) / studies);
  }

  /** The studies of one class. */
  private record Half(
      long studies,
      double variance,
      double discordance,
      List<Double> reference,
      List<Double> candidate) {

    static Half of(PairTally tally, Studies of) {
      double n = 0;
      double sum = 0;
      double squares = 0;
      double apart = 0;
      for (var kind : tally.paired(of).entrySet()) {
        double drop = kind.getKey().drop();
        n += kind.getValue();
        sum += drop * kind.getValue();
        squares += drop * drop * kind.getValue();
        apart += Math.abs(drop) * kind.getValue();
      }
      PatientSums patients = tally.ofPatients();
      double variance =
          patients.size(of) >= 2
              ? patients.variance(of)
              : Math.max(0, squares - sum * sum / n) / (n - 1) / n;
      return new Half(
          Math.round(n),
          variance,
          apart / n,
          tally.ofReferenceSeeds().shares(of, Math.round(n)),
          tally.ofCandidateSeeds().shares(of, Math.round(n)));
    }
  }

  private static List<Double> means(List<Double> one, List<Double> other) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      means.add((one.get(i) + other.get(i)) / 2);
    }
    return means;
  }

  private static double mean(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  @Override
  public double reference() {
    return referenceFigure;
  }

  @Override
  public double candidate() {
    return referenceFigure - drop.drop();
  }

  @Override
  public Estimate interval() {
    return drop.interval();
  }

  @Override
  public double upperBound(double alpha) {
    return drop.upperBound(alpha);
  }

  @Override
  public double pOfNoWorse() {
    return drop.pOfNoWorse();
  }

  @Override
  public double pOfNoBetter() {
    return drop.pOfNoBetter();
  }

  @Override
  public double referenceSpread() {
    return drop.reference().standardDeviation();
  }
}
