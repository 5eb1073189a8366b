package io.gauntlet.transforms.attacking;

import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies.Result;
import io.gauntlet.transforms.attacking.AttackStudies.Result.Primaries;
import io.gauntlet.transforms.attacking.Destination.Collected;
import io.gauntlet.transforms.attacking.order.PortionTurn;
import io.gauntlet.transforms.io.StageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the graph that attack the portions of a plan, one after the other: a portion waits
 * for its turn, which is taken once the work of the portion before is known.
 */
final class AttackPortions {
  private final PCollection<ModelReference> victims;
  private final AttackViews views;
  private final AttackSettings settings;
  private final Destination destination;
  private final String graph = UUID.randomUUID().toString();

  /**
   * Of these settings.
   *
   * @param victims all of them
   * @param views of them and of the studies
   */
  AttackPortions(
      PCollection<ModelReference> victims,
      AttackViews views,
      AttackSettings settings,
      Destination destination) {
    this.victims = victims;
    this.views = views;
    this.settings = settings;
    this.destination = destination;
  }

  /** Attacks studies, each by the keys of a {@link BatchLayout}. */
  Result attack(PCollection<KV<Integer, Study>> studies) {
    PCollection<KV<Integer, Iterable<Study>>> batches =
        studies.apply("GatherBatch", GroupByKey.create());
    PCollectionTuple first = attack("AttackBatch", batches, new Portion(0, graph));
    return settings.order().most() == 1
        ? result(destination.collect("", first), first.get(AttackStudies.OMITTED), Optional.empty())
        : inTurns(studies, first);
  }

  private Result inTurns(PCollection<KV<Integer, Study>> studies, PCollectionTuple first) {
    PCollection<PortionTurn> turn =
        victims
            .apply("CountVictims", Count.globally())
            .apply("TakeTurn0", ParDo.of(new TakeTurn.First(settings.order().deadline().text())));
    PCollectionTuple last = first;
    List<PCollectionTuple> others = new ArrayList<>();
    for (int index = 1; index < settings.order().most(); index++) {
      Portion portion = new Portion(index, graph);
      turn = turn(portion, turn, last);
      last =
          attack(
              "AttackOthers" + index,
              studies.apply(
                  "CallBatches" + index, new CalledBatches(turn, views.count(), settings.batch())),
              portion);
      others.add(last);
    }
    Collected primaries = destination.collect("Primaries", first);
    PCollectionTuple later = together(others);
    Collected rest = destination.collect("Others", later);
    Collected all =
        new Collected(
            PCollectionList.of(primaries.outcomes())
                .and(rest.outcomes())
                .apply("AllOutcomes", Flatten.pCollections()),
            PCollectionList.of(primaries.quarantined())
                .and(rest.quarantined())
                .apply("AllUnused", Flatten.pCollections()),
            primaries
                .parts()
                .map(
                    parts ->
                        PCollectionList.of(parts)
                            .and(rest.parts().orElseThrow())
                            .apply("AllParts", Flatten.pCollections())));
    return result(
        all,
        PCollectionList.of(first.get(AttackStudies.OMITTED))
            .and(later.get(AttackStudies.OMITTED))
            .apply("AllOmitted", Flatten.pCollections()),
        Optional.of(new Primaries(primaries.outcomes(), primaries.quarantined(), scope(turn))));
  }

  /** The turn of a portion, once the one before is attacked. */
  private PCollection<PortionTurn> turn(
      Portion portion, PCollection<PortionTurn> before, PCollectionTuple attacked) {
    int index = portion.index();
    return KeyedPCollectionTuple.of(TakeTurn.TURN, before.apply("KeyTurn" + index, WithKeys.of(0)))
        .and(
            TakeTurn.DONE,
            attacked
                .get(AttackStudies.WORK)
                .apply("KeyWork" + index, WithKeys.of(0))
                .apply("SumWork" + index, Sum.doublesPerKey()))
        .apply("AwaitTurn" + index, CoGroupByKey.create())
        .apply(
            "TakeTurn" + index,
            ParDo.of(new TakeTurn(views, settings, destination, portion))
                .withSideInputs(views.all()));
  }

  private PCollectionTuple attack(
      String name, PCollection<KV<Integer, Iterable<Study>>> batches, Portion portion) {
    return batches.apply(
        name,
        ParDo.of(new AttackBatch(views, settings, destination, portion))
            .withSideInputs(views.all())
            .withOutputTags(
                AttackStudies.OUTCOMES,
                TupleTagList.of(AttackStudies.QUARANTINED)
                    .and(AttackStudies.OMITTED)
                    .and(AttackStudies.PARTS)
                    .and(AttackStudies.WORK)));
  }

  private static PCollectionTuple together(List<PCollectionTuple> portions) {
    return PCollectionTuple.of(
            AttackStudies.OUTCOMES, flat("OtherOutcomes", portions, AttackStudies.OUTCOMES))
        .and(AttackStudies.QUARANTINED, flat("OtherUnused", portions, AttackStudies.QUARANTINED))
        .and(AttackStudies.OMITTED, flat("OtherOmitted", portions, AttackStudies.OMITTED))
        .and(AttackStudies.PARTS, flat("OtherParts", portions, AttackStudies.PARTS));
  }

  private static <T> PCollection<T> flat(
      String name, List<PCollectionTuple> portions, TupleTag<T> tag) {
    return PCollectionList.of(portions.stream().map(portion -> portion.get(tag)).toList())
        .apply(name, Flatten.pCollections());
  }

  private PCollection<RunScope> scope(PCollection<PortionTurn> last) {
    return settings.order().deadline().isSet()
        ? last.apply(
            "ScopeOfDeadline",
            MapElements.into(TypeDescriptor.of(RunScope.class))
                .via(turn -> RunScope.of(turn.result())))
        : last.getPipeline()
            .apply("WithoutDeadline", Create.empty(TypeDescriptor.of(RunScope.class)));
  }

  private Result result(
      Collected collected, PCollection<Quarantined> told, Optional<Primaries> primaries) {
    PCollection<Quarantined> omitted =
        told.apply(
                "OmittedOnce",
                Distinct.withRepresentativeValueFn(Quarantined::getDetail)
                    .withRepresentativeType(TypeDescriptors.strings()))
            // Beam makes one of it that knows null, which Flink takes for another type.
            .setCoder(told.getCoder())
            .apply("CountOmitted", ParDo.of(new CountOmitted(settings.order().stage(0))));
    return new Result(
        collected.outcomes(),
        PCollectionList.of(collected.quarantined())
            .and(omitted)
            .apply("Quarantined", Flatten.pCollections()),
        collected.parts(),
        primaries);
  }

  /** Counts and logs the attacks that a victim does not allow, each once. */
  private static final class CountOmitted extends DoFn<Quarantined, Quarantined> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(AttackStudies.class);

    private final String stage;
    private final Counter omitted = Metrics.counter(AttackStudies.class, "cells-omitted");

    CountOmitted(String stage) {
      this.stage = stage;
    }

    @ProcessElement
    public void process(
        @Element Quarantined cell, PipelineOptions options, OutputReceiver<Quarantined> receiver) {
      omitted.inc();
      StageLog.of(options, stage).around(() -> LOG.warn("{}", cell.getDetail()));
      receiver.output(cell);
    }
  }
}
