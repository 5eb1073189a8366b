package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableDoubleArray;
import io.gauntlet.PythonPeer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** NumPy, SciPy and statsmodels come to the same figures by search, sums, kernels and quantiles. */
@Tag("peers")
class SciPyAgreesTest {
  private static final double ALPHA = 0.025;

  @Test
  void everyLineAgrees() throws IOException, InterruptedException {
    List<String> lines =
        PythonPeer.with("numpy==2.3.5", "scipy==1.17.1", "statsmodels==0.15.0")
            .run("gate_statistics.py")
            .lines()
            .toList();
    assertEquals(30, lines.size(), lines.toString());
    ImmutableSet.Builder<String> kinds = ImmutableSet.builder();
    for (String line : lines) {
      List<String> words = Splitter.on(' ').splitToList(line);
      kinds.add(words.get(0));
      List<Double> of = words.subList(1, words.size() - 1).stream().map(Double::valueOf).toList();
      double theirs = Double.parseDouble(words.get(words.size() - 1));
      assertEquals(theirs, ours(words.get(0), of), 2e-8, line);
    }
    assertEquals(
        ImmutableSet.of("tango", "mcnemar", "mover", "share", "f1", "delong", "satterthwaite"),
        kinds.build());
  }

  private static double ours(String kind, List<Double> of) {
    return switch (kind) {
      case "tango" -> Tango.upperBound(counts(of), ALPHA);
      case "mcnemar" -> McNemar.pOfNoWorse(Math.round(of.get(0)), Math.round(of.get(1)));
      case "mover" ->
          Mover.mean(Tango.interval(counts(of)), Tango.interval(counts(of.subList(3, 6)))).high();
      case "share" -> Proportion.of(Math.round(of.get(0)), Math.round(of.get(1))).high();
      case "f1" ->
          Proportion.f1(new ConfusionMatrix(Math.round(of.get(0)), Math.round(of.get(1)), 9, 0))
              .low();
      case "delong" -> area(of.stream().mapToInt(Double::intValue).toArray());
      case "satterthwaite" -> recipes(of);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static PairedCounts counts(List<Double> of) {
    return new PairedCounts(of.get(2), of.get(0), of.get(1));
  }

  private static double recipes(List<Double> of) {
    int firstAfter = 3 + of.get(2).intValue();
    return SeededDrop.of(
            of.get(1),
            Math.round(of.get(0)),
            of.subList(3, firstAfter),
            of.subList(firstAfter, of.size()))
        .upperBound(ALPHA);
  }

  /** Abnormal and normal studies, seeds of each side, and studies of each patient or 0. */
  private static double area(int[] of) {
    PairedDeLong curves =
        PairedDeLong.of(
            new PairedLeads(
                leads(of[0], of[2], 1.5, 3), leads(of[0], of[2], 0.9, 4), patients(of[0], of[3])),
            new PairedLeads(
                leads(of[1], of[2], 0, 11), leads(of[1], of[2], 0, 10), patients(of[1], of[3])));
    return of[2] == 1
        ? curves.upperBound(ALPHA)
        : SeededDrop.of(
                curves.variance(), curves.smallerClass(), curves.reference(), curves.candidate())
            .boundOfVariance(ALPHA);
  }

  private static ImmutableList<String> patients(int studies, int each) {
    return each == 0
        ? ImmutableList.of()
        : IntStream.range(0, studies)
            .mapToObj(study -> "p" + study / each)
            .collect(ImmutableList.toImmutableList());
  }

  /** Numbers without an order, the same wherever they are made. */
  private static ImmutableList<ImmutableDoubleArray> leads(
      int studies, int seeds, double add, int times) {
    return IntStream.range(0, seeds)
        .mapToObj(
            seed ->
                ImmutableDoubleArray.copyOf(
                    IntStream.range(0, studies)
                        .map(i -> (i * i * 7 + 13 * i * seed + times * i + 5 * seed) % 31)
                        .mapToDouble(lead -> lead / 8.0 + add)))
        .collect(ImmutableList.toImmutableList());
  }
}
