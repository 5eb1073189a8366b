package io.gauntlet.transforms.attacking;

import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.display.HasDisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Where the outcomes of the elements of work go. */
interface Destination extends Serializable, HasDisplayData {

  /** Whether work was done. */
  enum Done {
    NOW,
    /** An earlier attempt had done it. */
    BEFORE
  }

  /** Has an element attacked, unless that was done before. */
  Done take(AttackElement element, MultiOutputReceiver out) throws IOException;

  /**
   * The share of a portion's parts that an earlier attempt has written, in [0, 1]; the work on them
   * is not done again, unless they turn out to be of other inputs.
   *
   * @param shards of the portion that have something to do
   */
  double shareDone(int portion, int shards, BatchLayout layout) throws IOException;

  /**
   * Outcomes, and studies that could not be attacked, of the elements of some portions.
   *
   * @param prefix of the names of the steps
   */
  Collected collect(String prefix, PCollectionTuple attacked);

  /**
   * What elements led to.
   *
   * @param outcomes of all
   * @param quarantined studies that could not be attacked
   * @param parts what is in each part; empty where outcomes are not kept by parts
   */
  record Collected(
      PCollection<Outcome> outcomes,
      PCollection<Quarantined> quarantined,
      Optional<PCollection<PartSummary>> parts) {}
}
