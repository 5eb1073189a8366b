package io.gauntlet.pipelines.version;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The versions that a run writes down. */
public final class BuildVersions {
  private BuildVersions() {}

  /** By name: Gauntlet, Beam and Java. */
  public static Map<String, String> all() throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = BuildVersions.class.getResourceAsStream("versions.properties")) {
      properties.load(stream);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> versions.put(n, properties.getProperty(n)));
    versions.put("beam", ReleaseInfo.getReleaseInfo().getVersion());
    versions.put("java", Runtime.version().toString());
    return versions;
  }

  /** That of Gauntlet. */
  public static String gauntlet() throws IOException {
    return all().getOrDefault("gauntlet", "");
  }
}
