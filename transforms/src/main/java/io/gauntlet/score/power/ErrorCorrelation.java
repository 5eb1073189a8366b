package io.gauntlet.score.power;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How a reference's errors in several comparisons go together, study by study.
 *
 * @param kinds studies by the comparisons that they count in
 * @param root lower triangular root of the matrix of correlations, row by row
 */
public record ErrorCorrelation(
    ImmutableList<Kind> kinds, ImmutableList<ImmutableDoubleArray> root) {
  /** What keeps a matrix of estimates positive definite. */
  private static final double SHRINKAGE = 0.98;

  /**
   * Studies that count in the same comparisons.
   *
   * @param in whether they count, comparison by comparison
   * @param studies how many there are
   */
  public record Kind(ImmutableList<Boolean> in, int studies) {
    boolean counts(int comparison) {
      return in.get(comparison);
    }
  }

  /**
   * Studies of which the reference gets the same comparisons right.
   *
   * @param in whether they count, comparison by comparison
   * @param right whether the reference is right, where they count
   * @param studies how many there are
   */
  public record Pattern(ImmutableList<Boolean> in, ImmutableList<Boolean> right, long studies) {}

  /** The correlations that a reference shows. */
  public static ErrorCorrelation of(List<Pattern> patterns, int comparisons) {
    double[][] matrix = new double[comparisons][comparisons];
    for (int i = 0; i < comparisons; i++) {
      matrix[i][i] = 1;
      for (int j = 0; j < i; j++) {
        matrix[i][j] = latent(phi(patterns, i, j));
        matrix[j][i] = matrix[i][j];
      }
    }
    List<Kind> kinds = new ArrayList<>();
    for (Pattern pattern : patterns) {
      kinds.add(new Kind(pattern.in(), Math.toIntExact(pattern.studies())));
    }
    return new ErrorCorrelation(ImmutableList.copyOf(kinds), root(matrix));
  }

  /** Correlation of being right in two comparisons, over the studies that count in both. */
  private static double phi(List<Pattern> patterns, int i, int j) {
    double both = 0;
    double one = 0;
    double other = 0;
    double studies = 0;
    for (Pattern pattern : patterns) {
      if (pattern.in().get(i) && pattern.in().get(j)) {
        boolean rightI = pattern.right().get(i);
        boolean rightJ = pattern.right().get(j);
        studies += pattern.studies();
        one += rightI ? pattern.studies() : 0;
        other += rightJ ? pattern.studies() : 0;
        both += rightI && rightJ ? pattern.studies() : 0;
      }
    }
    double variance = one * (studies - one) * other * (studies - other);
    return variance == 0 ? 0 : (both * studies - one * other) / Math.sqrt(variance);
  }

  /** Of the normal variables behind two signs of this correlation (Sheppard 1899). */
  private static double latent(double phi) {
    return Math.sin(Math.PI / 2 * phi);
  }

  /** Cholesky's root; what is not positive definite is drawn towards independence. */
  private static ImmutableList<ImmutableDoubleArray> root(double[][] matrix) {
    int n = matrix.length;
    double[][] root = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = i == j ? 1 : SHRINKAGE * matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= root[i][k] * root[j][k];
        }
        if (i == j) {
          root[i][i] = Math.sqrt(Math.max(1 - SHRINKAGE, rest));
        } else {
          root[i][j] = rest / root[j][j];
        }
      }
      scale(root[i]);
    }
    ImmutableList.Builder<ImmutableDoubleArray> rows = ImmutableList.builder();
    for (double[] row : root) {
      rows.add(ImmutableDoubleArray.copyOf(row));
    }
    return rows.build();
  }

  /** To unit length, so that each draw has variance 1. */
  private static void scale(double[] row) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= Math.sqrt(squares);
    }
  }

  /**
   * Draws a study's standard normal variables, one for each comparison.
   *
   * @param independent as long, to be written over
   */
  void draw(SplittableRandom random, double[] independent, double[] into) {
    for (int i = 0; i < into.length; i++) {
      independent[i] = random.nextGaussian();
      double sum = 0;
      for (int k = 0; k <= i; k++) {
        sum += root.get(i).get(k) * independent[k];
      }
      into[i] = sum;
    }
  }

  /** All studies. */
  int studies() {
    return kinds.stream().mapToInt(Kind::studies).sum();
  }

  /** Studies that count in a comparison. */
  int studies(int comparison) {
    return kinds.stream().filter(kind -> kind.counts(comparison)).mapToInt(Kind::studies).sum();
  }
}
