package io.gauntlet.transforms.scoring;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.google.common.collect.Multimaps;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.InteractionKey;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.tally.AttackedFourWays;
import io.gauntlet.score.tally.InteractionTally;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import io.gauntlet.transforms.scoring.keys.InteractionKeyCoder;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Joins the outcomes of each study, victim and replica, and counts the pairs of an attack on the
 * images and one on the words that were run alone and together.
 */
final class InteractModalities
    extends PTransform<PCollection<Outcome>, PCollection<ModalityInteraction>> {
  private static final long serialVersionUID = 1;

  private final long seed;

  InteractModalities(long seed) {
    this.seed = seed;
  }

  @Override
  public PCollection<ModalityInteraction> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("KeyByVictimAndBucket", ParDo.of(new KeyByVictimAndBucket()))
        .setCoder(
            KvCoder.of(
                KvCoder.of(
                    VarIntCoder.of(),
                    KvCoder.of(StringUtf8Coder.of(), NullableCoder.of(VarLongCoder.of()))),
                AvroCoder.of(Outcome.class)))
        .apply("GatherBucket", GroupByKey.create())
        .apply("JoinAttacks", ParDo.of(new JoinAttacks()))
        .apply("Tally", Combine.perKey(tallying()))
        .apply("KeyByVictim", MapElements.via(new KeyByVictim()))
        .setCoder(
            KvCoder.of(
                new InteractionKeyCoder(),
                KvCoder.of(
                    NullableCoder.of(VarLongCoder.of()),
                    SerializableCoder.of(InteractionTally.class))))
        .apply("GatherReplicas", GroupByKey.create())
        .apply("MakeInteraction", MapElements.via(new MakeInteraction()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("seed", seed).withLabel("Seed of the bootstrap"));
  }

  private Tallying<KV<String, AttackedFourWays>, InteractionTally> tallying() {
    long bootstrap = seed;
    return Tallying.in(
        InteractionTally.class,
        InteractionTally::new,
        (tally, study) -> tally.add(study.getKey(), study.getValue(), bootstrap),
        InteractionTally::merge);
  }

  private static final class KeyByVictimAndBucket
      extends DoFn<Outcome, KV<KV<Integer, KV<String, Long>>, Outcome>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element Outcome outcome,
        OutputReceiver<KV<KV<Integer, KV<String, Long>>, Outcome>> receiver) {
      if (outcome.getGenerator() == null) {
        receiver.output(
            KV.of(
                KV.of(
                    UidBucket.of(outcome.getUid()),
                    KV.of(outcome.getVictim(), outcome.getReplica())),
                outcome));
      }
    }
  }

  private static final class JoinAttacks
      extends DoFn<
          KV<KV<Integer, KV<String, Long>>, Iterable<Outcome>>,
          KV<InteractionKey, KV<String, AttackedFourWays>>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<KV<Integer, KV<String, Long>>, Iterable<Outcome>> bucket,
        OutputReceiver<KV<InteractionKey, KV<String, AttackedFourWays>>> receiver) {
      KV<String, Long> victim = bucket.getKey().getValue();
      Multimaps.index(bucket.getValue(), Outcome::getUid)
          .asMap()
          .forEach((uid, outcomes) -> join(victim, uid, outcomes, receiver));
    }

    private static void join(
        KV<String, Long> victim,
        String uid,
        Iterable<Outcome> outcomes,
        OutputReceiver<KV<InteractionKey, KV<String, AttackedFourWays>>> receiver) {
      for (AttackedFourWays ways : AttackedFourWays.of(outcomes)) {
        receiver.output(
            KV.of(
                new InteractionKey(
                    victim.getKey(), victim.getValue(), ways.imageAttack(), ways.textAttack()),
                KV.of(uid, ways)));
      }
    }
  }

  private static final class KeyByVictim
      extends SimpleFunction<
          KV<InteractionKey, InteractionTally>, KV<InteractionKey, KV<Long, InteractionTally>>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<InteractionKey, KV<Long, InteractionTally>> apply(
        KV<InteractionKey, InteractionTally> tally) {
      InteractionKey key = tally.getKey();
      return KV.of(key.ofAllReplicas(), KV.of(key.replica(), tally.getValue()));
    }
  }

  private static final class MakeInteraction
      extends SimpleFunction<
          KV<InteractionKey, Iterable<KV<Long, InteractionTally>>>, ModalityInteraction> {
    private static final long serialVersionUID = 1;

    @Override
    public ModalityInteraction apply(
        KV<InteractionKey, Iterable<KV<Long, InteractionTally>>> replicas) {
      // By seed, since a mean of doubles depends on their order.
      TreeMap<Long, InteractionTally> tallies = new TreeMap<>(nullsFirst(naturalOrder()));
      replicas.getValue().forEach(replica -> tallies.put(replica.getKey(), replica.getValue()));
      return InteractionTally.toInteraction(replicas.getKey(), tallies.values());
    }
  }
}
