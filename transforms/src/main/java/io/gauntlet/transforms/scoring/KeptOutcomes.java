package io.gauntlet.transforms.scoring;

import io.gauntlet.report.gallery.Gallery;
import io.gauntlet.schema.Outcome;
import java.util.List;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The few outcomes that keep pictures and captions, for {@link WriteReport#withGallery}.
 *
 * <pre>{@code
 * WriteReport.to(folder).withGallery(outcomes.apply(KeptOutcomes.create()))
 * }</pre>
 */
public final class KeptOutcomes
    extends PTransform<PCollection<Outcome>, PCollectionView<List<Outcome>>> {
  private static final long serialVersionUID = 1;

  private KeptOutcomes() {}

  /** All of them. */
  public static KeptOutcomes create() {
    return new KeptOutcomes();
  }

  @Override
  public PCollectionView<List<Outcome>> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("IsKept", Filter.by(Gallery::isKept))
        .setCoder(outcomes.getCoder())
        .apply("WithAttackFields", MapElements.via(new WithAttackFields()))
        .setCoder(outcomes.getCoder())
        .apply("AsKept", View.asList());
  }
}
