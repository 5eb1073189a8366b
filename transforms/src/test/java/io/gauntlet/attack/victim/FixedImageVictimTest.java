package io.gauntlet.attack.victim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.Range;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.TinyBert;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.TokenBranch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FixedImageVictimTest {
  private static final List<String> CAPTIONS =
      List.of("the heart is normal", "large left effusion, heart enlarged in size", "no");

  @Test
  void theGradientIsTheSlopeThroughAFusedVictim() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NetworkVictim text = TinyBert.classifier(manager, CAPTIONS);
      Architecture.LateFusion late =
          new Architecture.LateFusion(new TreeMap<>(Map.of("image", "", "text", "")));
      List<ParameterSpec> specs = late.parameters();
      DecisionFusion fused =
          DecisionFusion.late(
              late, text.branches().values(), Weights.initialize(manager, specs, 3));
      NDArray image = manager.create(new float[] {1, -2, 0, 3, 1, 1}, new Shape(3, 2));
      FixedImageVictim victim =
          FixedImageVictim.of(
              manager, fused, Map.of(Modality.IMAGE, image), new Embeddings(manager));
      List<TextCandidate> asked = new ArrayList<>();
      for (int row : List.of(2, 0, 1)) {
        asked.add(new TextCandidate(row, CAPTIONS.get(row)));
      }
      int arrays = manager.getManagedArrays().size();
      List<WordGradients> answers =
          victim.wordSpace().orElseThrow().gradients(asked, List.of(0, 1, 0));
      assertEquals(arrays, manager.getManagedArrays().size());

      List<Logits> logits = victim.logits(asked);
      for (int i = 0; i < 3; i++) {
        assertEquals(logits.get(i).get(0), answers.get(i).logits().get(0), 1e-5);
        assertEquals(logits.get(i).get(1), answers.get(i).logits().get(1), 1e-5);
      }
      WordGradients second = answers.get(2);
      assertEquals(9 - 1, second.gradients().size());
      float[] slope = second.gradients().get(Range.closedOpen(21, 26));
      for (int i = 0; i < slope.length; i++) {
        // "heart" is the sixth piece of the caption, [CLS] counted.
        double up = lead(manager, fused, image.get("1:2"), CAPTIONS.get(1), 5, i, 1e-2f);
        double down = lead(manager, fused, image.get("1:2"), CAPTIONS.get(1), 5, i, -1e-2f);
        assertEquals((up - down) / 2e-2, slope[i], 2e-3);
      }
      assertTrue(victim.gapFiller().isEmpty());
    }
  }

  /** How far ABNORMAL leads once one number of one piece's vector is moved. */
  private static double lead(
      NDManager manager,
      DecisionFusion fused,
      NDArray image,
      String caption,
      int piece,
      int i,
      float step) {
    TokenBranch branch = fused.branch(TextBranch.class).flatMap(TextBranch::tokens).orElseThrow();
    TokenBatch tokens = branch.encode(manager, List.of(caption));
    NDArray vectors = branch.vectors(tokens.ids());
    float[] values = vectors.toFloatArray();
    values[piece * (int) vectors.getShape().get(2) + i] += step;
    NDArray moved = manager.create(values, vectors.getShape());
    float[] logits =
        fused
            .fuse(
                Map.of(
                    Modality.IMAGE, image, Modality.TEXT, branch.embedding(moved, tokens.mask())))
            .toFloatArray();
    return (double) logits[1] - logits[0];
  }
}
