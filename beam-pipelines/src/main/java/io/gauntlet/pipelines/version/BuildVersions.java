package io.gauntlet.pipelines.version;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The versions that a run writes down. */
public final class BuildVersions {
  private BuildVersions() {}

  /** By name: Gauntlet, Beam, the class of its runner, and Java; of what runs, not of the build. */
  public static Map<String, String> running(PipelineOptions options) throws IOException {
    Map<String, String> versions = own();
    versions.put("beam", ReleaseInfo.getReleaseInfo().getVersion());
    versions.put("runner", options.getRunner().getSimpleName());
    versions.put("java", Runtime.version().toString());
    return versions;
  }

  /** That of Gauntlet. */
  public static String gauntlet() throws IOException {
    return own().getOrDefault("gauntlet", "");
  }

  private static Map<String, String> own() throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = BuildVersions.class.getResourceAsStream("versions.properties")) {
      properties.load(stream);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> versions.put(n, properties.getProperty(n)));
    return versions;
  }
}
