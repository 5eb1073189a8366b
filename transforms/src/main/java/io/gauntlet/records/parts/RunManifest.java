package io.gauntlet.records.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a run's outcomes have to be, as the run wrote it down when it was done: the key {@value
 * #KEY} of {@code run.json}. The parts of a long run are taken together into at most {@value
 * #MOST_RANGES} ranges.
 *
 * @param format of the manifest
 * @param totals what there has to be
 * @param studiesDigest of the digests of all studies, whatever their order and their batches
 * @param making what the outcomes were made of
 * @param scope what the run left out on purpose
 * @param ranges of the parts, in order
 */
public record RunManifest(
    int format,
    RunTotals totals,
    String studiesDigest,
    Making making,
    RunScope scope,
    ImmutableList<PartRange> ranges)
    implements Serializable {
  /** The key of a manifest in {@code run.json}. */
  public static final String KEY = "manifest";

  /** The format of today. */
  static final int FORMAT = 1;

  /** Keeps a manifest below a megabyte. */
  static final int MOST_RANGES = 4096;

  /** A manifest that was written before runs left anything out has no scope. */
  public RunManifest {
    scope = scope == null ? RunScope.ALL : scope;
  }

  /** The manifest of a run that left something out. */
  public RunManifest with(RunScope leftOut) {
    return new RunManifest(format, totals, studiesDigest, making, leftOut, ranges);
  }

  /** The manifest as JSON. */
  public JsonNode toJson() {
    return PartJson.MAPPER.valueToTree(this);
  }

  /** Of the manifest itself: {@code sha256:} and 64 hexadecimal digits. */
  public String digest() {
    try {
      return PartSummary.digest(PartJson.MAPPER.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The manifest in what a {@code run.json} holds; empty where there is none.
   *
   * @throws IOException when it cannot be read, or is of a later format
   */
  public static Optional<RunManifest> in(JsonNode run) throws IOException {
    JsonNode node = run.path(KEY);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    RunManifest manifest;
    try {
      manifest = PartJson.MAPPER.treeToValue(node, RunManifest.class);
    } catch (JsonProcessingException e) {
      throw new IOException("the manifest cannot be read: " + e.getOriginalMessage(), e);
    }
    if (manifest.format != FORMAT) {
      throw new IOException(
          "the manifest has the format %s, and this version reads %s; use the version that wrote it"
              .formatted(manifest.format, FORMAT));
    }
    if (manifest.totals == null || manifest.making == null || manifest.ranges == null) {
      throw new IOException("a key of the manifest is missing");
    }
    return Optional.of(manifest);
  }
}
