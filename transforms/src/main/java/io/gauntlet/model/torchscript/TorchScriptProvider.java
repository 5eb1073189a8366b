package io.gauntlet.model.torchscript;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimProvider;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.IOException;
import java.util.List;

/** Opens TorchScript modules. */
public final class TorchScriptProvider implements VictimProvider {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Override
  public String key() {
    return TorchScriptConfig.MODULE;
  }

  @Override
  public List<String> files(JsonNode config) throws IOException {
    TorchScriptConfig read = read(config);
    return read.tokens() == null
        ? List.of(read.module())
        : List.of(read.module(), read.tokens().tokenizer());
  }

  @Override
  public Victim open(NDManager manager, CheckpointFiles folder, JsonNode config)
      throws IOException {
    return TorchScriptVictim.open(manager, folder, read(config));
  }

  private static TorchScriptConfig read(JsonNode config) throws IOException {
    try {
      return JSON.treeToValue(config, TorchScriptConfig.class);
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason is known"), e);
    }
  }
}
