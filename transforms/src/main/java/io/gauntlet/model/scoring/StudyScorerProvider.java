package io.gauntlet.model.scoring;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimProvider;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.IOException;

/**
 * A kind of victim that is a {@link StudyScorer}. A jar adds one by naming it in {@code
 * META-INF/services/io.gauntlet.model.VictimProvider}.
 */
public interface StudyScorerProvider extends VictimProvider {

  /**
   * Opens a victim.
   *
   * @param folder of its files
   * @param config its description without the threshold
   * @return a victim, which the caller closes
   * @throws IOException when a file is missing or does not fit the description; the message says
   *     what and how it would be right
   */
  StudyScorer scorer(CheckpointFiles folder, JsonNode config) throws IOException;

  @Override
  default Victim open(NDManager manager, CheckpointFiles folder, JsonNode config)
      throws IOException {
    return ScorerVictim.of(scorer(folder, config));
  }
}
