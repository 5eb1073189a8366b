package io.gauntlet.transforms.process;

import ai.djl.engine.Engine;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The versions of what runs in this process, which need not be those of the build. */
public final class RunningVersions {
  private RunningVersions() {}

  /** Versions by name; the engine of the networks is loaded. */
  public static Map<String, String> here() {
    return ImmutableMap.of(
        "beam", ReleaseInfo.getReleaseInfo().getVersion(),
        "djl", Engine.getDjlVersion(),
        "java", Runtime.version().toString(),
        "pytorch", Engine.getInstance().getVersion());
  }
}
