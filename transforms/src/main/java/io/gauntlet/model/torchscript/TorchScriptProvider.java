package io.gauntlet.model.torchscript;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimProvider;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.IOException;
import java.util.List;

/** Opens TorchScript modules. */
public final class TorchScriptProvider implements VictimProvider {

  @Override
  public String key() {
    return TorchScriptConfig.MODULE;
  }

  @Override
  public List<String> files(JsonNode config) throws IOException {
    TorchScriptConfig read = read(config);
    return read.tokens()
        .map(tokens -> List.of(read.module(), tokens.tokenizer()))
        .orElse(List.of(read.module()));
  }

  @Override
  public Victim open(NDManager manager, CheckpointFiles folder, JsonNode config)
      throws IOException {
    return TorchScriptVictim.open(manager, folder, read(config));
  }

  private static TorchScriptConfig read(JsonNode config) throws IOException {
    try {
      return TorchScriptConfig.of(config);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
