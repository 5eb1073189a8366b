package io.gauntlet.pipelines.post;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Pixels;
import io.gauntlet.pipelines.RunByHand;
import io.gauntlet.schema.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs that keep unmistakable words and an image of each study, and a policy that judges them. */
public final class JudgedRuns {
  /** In the words of every study. */
  public static final String WORD = "unmistakable";

  static final String WORDS = WORD + " words of a patient";
  private static final int STUDIES = 100;

  private JudgedRuns() {}

  /** Writes a policy under which a run of one attack passes or fails. */
  public static void policy(Path file) throws IOException {
    Files.writeString(file, "primaries: [{attack: none, metric: accuracy, margin: 0.1}]\n");
  }

  /**
   * Makes a run of a hundred studies.
   *
   * @param wrong so many of its answers are wrong
   */
  public static void make(Path run, int wrong) throws IOException {
    ByteBuffer image = ByteBuffer.wrap(Pixels.of(8, 16, new float[128]).toPng());
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      boolean abnormal = i % 2 == 0;
      float lead = abnormal == (i >= wrong) ? 1 : -1;
      for (String attack : List.of("none", "pgd:epsilon=0.03")) {
        outcomes.add(
            Outcome.newBuilder()
                .setUid("study-" + i)
                .setVictim("image")
                .setAttack(attack)
                .setLabel(abnormal ? ClassNames.ABNORMAL : ClassNames.NORMAL)
                .setCleanLogits(List.of(0f, lead))
                .setAdversarialLogits(List.of(0f, lead))
                .setLinf(0)
                .setL2(0)
                .setWordsChanged(0)
                .setWords(0)
                .setQueries(0)
                .setCleanCaption(WORDS + " " + i)
                .setAdversarialCaption(attack.equals("none") ? null : WORDS + " after all")
                .setAdversarialImage(image.duplicate())
                .setKeptLogits(List.of(0f, lead))
                .build());
      }
    }
    RunByHand.write(run, outcomes, Map.of("dataDigest", "sha256:d", "seed", "7"));
  }
}
