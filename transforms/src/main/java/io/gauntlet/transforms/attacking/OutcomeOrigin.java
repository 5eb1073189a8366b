package io.gauntlet.transforms.attacking;

import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Place;
import io.gauntlet.schema.Study;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes into the outcomes of an element of work what they come from. */
final class OutcomeOrigin {
  private final int batch;
  private final int part;
  private final KeptCaptions captions;
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<Study> studies;

  /**
   * The origin of outcomes.
   *
   * @param batch number of the batch
   * @param part number of the shard of the plan
   * @param studies of the batch, in the order in which they are attacked
   * @param captions that are kept
   */
  OutcomeOrigin(int batch, int part, List<Study> studies, KeptCaptions captions) {
    this.batch = batch;
    this.part = part;
    this.captions = captions;
    this.studies = studies;
    studies.forEach(study -> rows.put(study.getUid(), rows.size()));
  }

  /**
   * The outcome, with its place, its replica and the digest of the model that was attacked; without
   * captions where none are kept.
   */
  Outcome write(Outcome outcome, Replica replica) {
    replica.seed().ifPresent(outcome::setReplica);
    outcome.setVictimDigest(replica.lease().digests().get(outcome.getVictim()));
    int row = rows.get(outcome.getUid());
    outcome.setPlace(new Place((long) batch, part, row));
    return captions.written(outcome, studies.get(row).getCaption());
  }
}
