package io.gauntlet.transforms.attacking;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Outcomes go to the next transform, and are kept nowhere. */
record HandOn() implements Destination {

  @Override
  public Done take(AttackElement element, MultiOutputReceiver out) throws IOException {
    element.attack(
        new AttackElement.Taker() {
          @Override
          public void outcome(Outcome outcome) {
            out.get(AttackStudies.OUTCOMES).output(outcome);
          }

          @Override
          public void unused(Quarantined study) {
            out.get(AttackStudies.QUARANTINED).output(study);
          }

          @Override
          public void unanswered(Quarantined cell) {
            out.get(AttackStudies.OMITTED).output(cell);
          }
        });
    return Done.NOW;
  }

  @Override
  public double shareDone(int portion, int shards, BatchLayout layout) {
    return 0;
  }

  @Override
  public Collected collect(String prefix, PCollectionTuple attacked) {
    return new Collected(
        attacked.get(AttackStudies.OUTCOMES),
        attacked.get(AttackStudies.QUARANTINED),
        Optional.empty());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {}
}
