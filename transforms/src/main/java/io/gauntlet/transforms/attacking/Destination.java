package io.gauntlet.transforms.attacking;

import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.display.HasDisplayData;
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

  /** Outcomes, and studies that could not be attacked, of all elements. */
  AttackStudies.Result collect(PCollectionTuple attacked);
}
