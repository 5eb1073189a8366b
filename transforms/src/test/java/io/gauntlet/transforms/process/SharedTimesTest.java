package io.gauntlet.transforms.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.Victim;
import io.gauntlet.model.description.Answer;
import io.gauntlet.model.scoring.ScorerVictim;
import io.gauntlet.model.scoring.SeenImages;
import io.gauntlet.model.scoring.StudyScorer;
import io.gauntlet.plan.cost.PassTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedTimesTest {

  /** It loses its own cells; a deadline must not make it take the others with it. */
  @Test
  void aVictimThatGivesNoAnswersTakesNoTime() {
    StudyScorer gone =
        new StudyScorer() {
          @Override
          public Optional<ImageSize> imageSize() {
            return Optional.empty();
          }

          @Override
          public boolean readsCaptions() {
            return true;
          }

          @Override
          public float[][] score(SeenImages images, List<String> captions) {
            throw new UnansweredException("nobody answers");
          }
        };
    try (NDManager manager = NDManager.newBaseManager();
        Victim victim = ScorerVictim.of(gone, Answer.ofLogits(ClassNames.NORMAL_ABNORMAL))) {
      assertEquals(
          Map.of("gone", new PassTimes(0, 0, 0)),
          SharedTimes.of("a graph", manager, Map.of("gone", victim), List.of("clear"), 2));
    }
  }
}
