package io.gauntlet.transforms.attacking.chosen;

import io.gauntlet.plan.run.KeptCaptions;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/**
 * What of patients' data the outcomes keep.
 *
 * @param gallery how many studies keep their images and captions, at least 0; none where no
 *     captions are kept
 * @param captions which captions are kept
 */
public record KeptData(int gallery, KeptCaptions captions) implements Serializable, HasDisplayData {
  /** The captions that attacks made, and no gallery. */
  public static final KeptData NO_GALLERY = new KeptData(0, KeptCaptions.ALL);

  /** A gallery shows reports: without captions there is none. */
  public KeptData {
    gallery = captions == KeptCaptions.NONE ? 0 : gallery;
  }

  /** With another number of studies in the gallery. */
  public KeptData withGallery(int studies) {
    return new KeptData(studies, captions);
  }

  /** With other captions. */
  public KeptData with(KeptCaptions kept) {
    return new KeptData(gallery, kept);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("gallery", gallery).withLabel("Studies of the gallery"))
        .addIfNotDefault(
            DisplayData.item("captions", captions.toString()).withLabel("Kept captions"), "all");
  }
}
