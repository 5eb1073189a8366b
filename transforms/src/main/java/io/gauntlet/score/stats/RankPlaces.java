package io.gauntlet.score.stats;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where two classifiers rank each study among those of the other class: the structural components
 * of two areas under the ROC curve (DeLong et al. 1988), and what their difference varies by.
 *
 * @param reference area of each of the reference's seeds
 * @param candidate likewise
 * @param abnormal how far the candidate places the abnormal studies below the reference
 * @param normal likewise the normal ones
 */
record RankPlaces(
    ImmutableList<Double> reference,
    ImmutableList<Double> candidate,
    Differences abnormal,
    Differences normal) {

  /**
   * Differences of the places of one class, each a mean over seeds.
   *
   * @param values one a study
   * @param patients whose each study is; empty where that is not known
   */
  record Differences(ImmutableDoubleArray values, ImmutableList<String> patients) {

    int studies() {
      return values.length();
    }

    /** Patients where they are known, else studies. */
    int units() {
      return byPatient().size();
    }

    /** What the differences of each patient add up to, less as many means. */
    Map<String, Double> byPatient() {
      Map<String, Double> sums = new LinkedHashMap<>();
      double mean = values.stream().average().orElse(Double.NaN);
      for (int study = 0; study < values.length(); study++) {
        sums.merge(
            patients.isEmpty() ? Integer.toString(study) : patients.get(study),
            values.get(study) - mean,
            Double::sum);
      }
      return sums;
    }
  }

  static RankPlaces of(PairedLeads abnormal, PairedLeads normal) {
    List<ImmutableDoubleArray> ofReference = places(abnormal.reference(), normal.reference());
    List<ImmutableDoubleArray> ofCandidate = places(abnormal.candidate(), normal.candidate());
    return new RankPlaces(
        areas(ofReference),
        areas(ofCandidate),
        new Differences(differences(ofReference, ofCandidate), abnormal.patients()),
        new Differences(
            differences(
                places(normal.reference(), abnormal.reference()),
                places(normal.candidate(), abnormal.candidate())),
            normal.patients()));
  }

  /**
   * The variance of the difference of the areas. The studies of a patient vary together, the normal
   * with the abnormal ones too (Obuchowski 1997, equation 6); where each has one study this is
   * DeLong's.
   */
  double variance() {
    Map<String, Double> ofAbnormal = abnormal.byPatient();
    Map<String, Double> ofNormal = normal.byPatient();
    double both = 0;
    long patients = ofAbnormal.size();
    if (!abnormal.patients().isEmpty() && !normal.patients().isEmpty()) {
      for (Map.Entry<String, Double> patient : ofNormal.entrySet()) {
        Double abnormalToo = ofAbnormal.get(patient.getKey());
        both += abnormalToo == null ? 0 : abnormalToo * -patient.getValue();
        patients += abnormalToo == null ? 1 : 0;
      }
    }
    double together =
        both == 0
            ? 0
            : 2 * both * patients / (patients - 1) / abnormal.studies() / normal.studies();
    return Math.max(
        0, ofMean(ofAbnormal, abnormal.studies()) + ofMean(ofNormal, normal.studies()) + together);
  }

  private static double ofMean(Map<String, Double> sums, int studies) {
    double squares = sums.values().stream().mapToDouble(sum -> sum * sum).sum();
    double units = sums.size();
    return units / (units - 1) * squares / studies / studies;
  }

  private static ImmutableList<Double> areas(List<ImmutableDoubleArray> places) {
    return places.stream()
        .map(seed -> seed.stream().average().orElse(Double.NaN))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableDoubleArray differences(
      List<ImmutableDoubleArray> reference, List<ImmutableDoubleArray> candidate) {
    return ImmutableDoubleArray.copyOf(
        IntStream.range(0, reference.get(0).length())
            .mapToDouble(study -> mean(reference, study) - mean(candidate, study)));
  }

  private static double mean(List<ImmutableDoubleArray> seeds, int study) {
    return seeds.stream().mapToDouble(seed -> seed.get(study)).average().orElse(Double.NaN);
  }

  private static List<ImmutableDoubleArray> places(
      List<ImmutableDoubleArray> studies, List<ImmutableDoubleArray> others) {
    return IntStream.range(0, studies.size())
        .mapToObj(seed -> places(studies.get(seed), others.get(seed)))
        .toList();
  }

  /** For each study the share of the others that it is above, a tie counting half. */
  private static ImmutableDoubleArray places(
      ImmutableDoubleArray studies, ImmutableDoubleArray others) {
    double[] sorted = others.toArray();
    Arrays.sort(sorted);
    return ImmutableDoubleArray.copyOf(
        studies.stream()
            .map(
                lead ->
                    (below(sorted, lead) + below(sorted, Math.nextUp(lead)))
                        / 2.0
                        / sorted.length));
  }

  /** How many of the sorted values are below a lead. */
  private static int below(double[] sorted, double lead) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < lead) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
