package io.gauntlet.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.data.Modality;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A kind of victim that users bring in a folder with a {@code config.json}. Found by {@link
 * java.util.ServiceLoader}: a jar on the class path adds a kind by naming its provider in {@code
 * META-INF/services/io.gauntlet.model.VictimProvider}. What it opens runs with the rights of the
 * process that attacks it.
 */
public interface VictimProvider {

  /** The key that the {@code config.json} of its victims has and no other kind's has. */
  String key();

  /**
   * The files beside the {@code config.json} that decide the logits.
   *
   * @param config the {@code config.json} without its threshold, which every kind may have
   * @throws IOException when it is wrong; the message says what and how it would be right
   */
  List<String> files(JsonNode config) throws IOException;

  /**
   * What of a config decides the logits, which is what the victim's digest is taken of: all of it
   * unless overridden.
   *
   * @param config the whole {@code config.json}
   */
  default JsonNode deciding(JsonNode config) {
    return config;
  }

  /**
   * Which model is deployed where it is not in the folder, in its server's words, which become a
   * part of the victim's digest; empty unless overridden.
   *
   * @param config the {@code config.json} without its threshold
   * @throws IOException when it cannot be asked
   * @throws io.gauntlet.data.UnansweredException when nobody answers
   */
  default String deployed(JsonNode config) throws IOException {
    return "";
  }

  /**
   * What is known of a victim before it is opened, so that what cannot be attacked is said at once;
   * nothing unless overridden.
   *
   * @param config the {@code config.json} without its threshold
   * @throws IOException when it is wrong
   */
  default Optional<Foreseen> foreseen(JsonNode config) throws IOException {
    return Optional.empty();
  }

  /**
   * What is known of a victim before it is opened.
   *
   * @param sees the modalities
   * @param capabilities what it can do
   * @param price of a study that it is asked about; empty where nobody said
   */
  record Foreseen(Set<Modality> sees, Set<Capability> capabilities, OptionalDouble price) {
    public Foreseen {
      sees = Set.copyOf(sees);
      capabilities = Set.copyOf(capabilities);
    }
  }

  /**
   * Opens a victim.
   *
   * @param manager whose device it runs on
   * @param config the {@code config.json} without its threshold, which every kind may have
   * @return a victim, which the caller closes
   * @throws IOException when a file is missing or does not fit the config
   */
  Victim open(NDManager manager, CheckpointFiles folder, JsonNode config) throws IOException;
}
