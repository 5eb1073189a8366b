package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.curve.Measure;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.curve.RadiusTally;
import io.gauntlet.score.tally.Decision;
import io.gauntlet.transforms.io.Tallying;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Min;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the smallest change that fooled each victim in each study, whichever attack made it, and
 * counts the studies by it.
 */
final class TallyRadii extends PTransform<PCollection<Outcome>, PCollection<RadiusCurve>> {
  private static final long serialVersionUID = 1;

  /** A run of one seed has no replicas. */
  private static final long ONE_SEED = 0;

  @Override
  public PCollection<RadiusCurve> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("MeasureChanges", ParDo.of(new MeasureChanges()))
        .setCoder(
            KvCoder.of(
                KvCoder.of(
                    KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()),
                    KvCoder.of(VarLongCoder.of(), StringUtf8Coder.of())),
                DoubleCoder.of()))
        .apply("SmallestOfStudy", Min.doublesPerKey())
        .apply("KeyByVictim", MapElements.via(new KeyByVictim()))
        .setCoder(
            KvCoder.of(
                KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()),
                KvCoder.of(StringUtf8Coder.of(), KvCoder.of(VarLongCoder.of(), DoubleCoder.of()))))
        .apply("TallyStudies", Combine.perKey(tallying()))
        .apply("MakeCurve", MapElements.via(new MakeCurve()));
  }

  private static Tallying<KV<String, KV<Long, Double>>, RadiusTally> tallying() {
    return Tallying.in(
        RadiusTally.class,
        RadiusTally::new,
        (tally, study) ->
            tally.add(
                Measure.valueOf(study.getKey()),
                study.getValue().getValue(),
                study.getValue().getKey()),
        RadiusTally::merge);
  }

  /** Of each outcome, in each measure that it tells something in, the change that fooled. */
  private static final class MeasureChanges
      extends DoFn<Outcome, KV<KV<KV<String, String>, KV<Long, String>>, Double>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element Outcome outcome,
        OutputReceiver<KV<KV<KV<String, String>, KV<Long, String>>, Double>> receiver) {
      for (Measure measure : Measure.values()) {
        if (measure.isOf(outcome)) {
          long seed = outcome.getReplica() == null ? ONE_SEED : outcome.getReplica();
          receiver.output(
              KV.of(
                  KV.of(KV.of(outcome.getVictim(), measure.name()), KV.of(seed, outcome.getUid())),
                  smallest(measure, outcome)));
        }
      }
    }

    private static double smallest(Measure measure, Outcome outcome) {
      Decision decision = Decision.of(outcome);
      if (!decision.wasRight()) {
        return 0;
      }
      return decision.isRight() ? Double.POSITIVE_INFINITY : measure.change(outcome);
    }
  }

  private static final class KeyByVictim
      extends SimpleFunction<
          KV<KV<KV<String, String>, KV<Long, String>>, Double>,
          KV<KV<String, String>, KV<String, KV<Long, Double>>>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<KV<String, String>, KV<String, KV<Long, Double>>> apply(
        KV<KV<KV<String, String>, KV<Long, String>>, Double> study) {
      KV<String, String> victim = study.getKey().getKey();
      return KV.of(
          victim,
          KV.of(victim.getValue(), KV.of(study.getKey().getValue().getKey(), study.getValue())));
    }
  }

  private static final class MakeCurve
      extends SimpleFunction<KV<KV<String, String>, RadiusTally>, RadiusCurve> {
    private static final long serialVersionUID = 1;

    @Override
    public RadiusCurve apply(KV<KV<String, String>, RadiusTally> victim) {
      return victim
          .getValue()
          .toCurve(victim.getKey().getKey(), Measure.valueOf(victim.getKey().getValue()));
    }
  }
}
