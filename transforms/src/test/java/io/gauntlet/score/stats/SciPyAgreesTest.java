package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.PythonPeer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SciPy and statsmodels come to the same figures by search, sums and quantiles. */
@Tag("peers")
class SciPyAgreesTest {

  @Test
  void everyLineAgrees() throws IOException, InterruptedException {
    List<String> lines =
        PythonPeer.with("scipy==1.17.1", "statsmodels==0.15.0")
            .run("gate_statistics.py")
            .lines()
            .toList();
    assertEquals(12, lines.size(), lines.toString());
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      int one = Integer.parseInt(words[1]);
      int other = Integer.parseInt(words[2]);
      double ours =
          switch (words[0]) {
            case "tango" ->
                Tango.upperBound(new PairedCounts(Integer.parseInt(words[3]), one, other), 0.025);
            case "mcnemar" -> McNemar.pOfNoWorse(one, other);
            default -> Proportion.of(one, other).high();
          };
      assertEquals(Double.parseDouble(words[4]), ours, 2e-8, line);
    }
  }
}
