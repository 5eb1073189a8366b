package io.gauntlet.data.indiana;

import io.gauntlet.data.manifest.Captions;
import java.io.Serializable;
import java.util.List;

/**
 * What a report says; each part may be empty.
 *
 * @param indication why the images were taken
 * @param findings what they show
 * @param impression what follows from it
 */
public record ReportText(String indication, String findings, String impression)
    implements Serializable {

  /**
   * The caption of the study: impression, findings and indication (Mozhegova et al. 2025, sections
   * 3.3 and 3.5), as {@link Captions#of} writes them.
   */
  public String caption() {
    return Captions.of(List.of(impression, findings, indication));
  }
}
