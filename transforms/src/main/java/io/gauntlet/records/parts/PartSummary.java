package io.gauntlet.records.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.Serializable;

/**
 * What is in a part: the file beside its outcomes, which is written after them and says that they
 * are whole.
 *
 * @param name of the part
 * @param inputs digest of all that decides the outcomes; a part of other inputs is made anew
 * @param file of the outcomes
 * @param studies that have outcomes, ordered by uid
 * @param cells of which each study has an outcome, sorted
 * @param unused studies of the batch that have none, with the reason; only the first part of the
 *     plan names them
 * @param making what the outcomes were made of
 */
public record PartSummary(
    PartName name,
    String inputs,
    PartFile file,
    ImmutableList<PartStudy> studies,
    ImmutableList<PartCell> cells,
    ImmutableList<UnusedInput> unused,
    Making making)
    implements Serializable {

  /** The bytes of its file, the same for the same summary. */
  public byte[] toJson() {
    try {
      return PartJson.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException when it is no summary, or not whole
   */
  public static PartSummary read(byte[] json) throws IOException {
    PartSummary summary = PartJson.MAPPER.readValue(json, PartSummary.class);
    if (summary.name == null
        || summary.inputs == null
        || summary.file == null
        || summary.studies == null
        || summary.cells == null
        || summary.unused == null
        || summary.making == null) {
      throw new IOException("a key of the summary is missing");
    }
    return summary;
  }

  /** The digest of the bytes of a summary's file. */
  public static String digest(byte[] json) {
    return "sha256:" + Hashing.sha256().hashBytes(json);
  }
}
