package io.gauntlet.pipelines.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkTest {

  @Test
  void waysTakeTurnsAndTheFirstRoundDoesNotCount() throws IOException {
    List<String> order = new ArrayList<>();
    Iterator<Double> ours = List.of(100.0, 1.0, 2.0, 30.0).iterator();
    Iterator<Double> theirs = List.of(100.0, 4.0, 8.0, 6.0).iterator();
    List<List<Double>> seconds =
        Benchmark.byTurns(
            3,
            List.of(
                () -> {
                  order.add("ours");
                  return ours.next();
                },
                () -> {
                  order.add("theirs");
                  return theirs.next();
                }));
    assertEquals(List.of(List.of(1.0, 2.0, 30.0), List.of(4.0, 8.0, 6.0)), seconds);
    assertEquals(
        List.of("ours", "theirs", "ours", "theirs", "ours", "theirs", "ours", "theirs"), order);
    Benchmark benchmark = new Benchmark("both", seconds.get(0), seconds.get(1), 1);
    assertEquals(3, benchmark.ratio(), "medians of 2 and 6 seconds");
  }
}
