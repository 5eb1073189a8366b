package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import java.util.EnumMap;
import java.util.Map;

/** What a victim makes of the modalities that an attack leaves as they are. */
public final class OtherEmbeddings {
  private OtherEmbeddings() {}

  /**
   * The embeddings {@code [batch, width]} of all modalities of some studies but one.
   *
   * @param attacked the one
   * @return by modality, owned by {@code scope}
   */
  public static Map<Modality, NDArray> of(
      Victim victim, Modality attacked, NDManager scope, StudyInputs studies) {
    Map<Modality, NDArray> embeddings = new EnumMap<>(Modality.class);
    victim
        .branches()
        .forEach(
            (modality, branch) -> {
              if (modality != attacked) {
                embeddings.put(modality, Gradients.without(() -> branch.embed(scope, studies)));
              }
            });
    return embeddings;
  }
}
