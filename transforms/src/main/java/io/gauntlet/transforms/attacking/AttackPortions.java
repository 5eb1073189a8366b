package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies.Result;
import io.gauntlet.transforms.attacking.AttackStudies.Result.Primaries;
import io.gauntlet.transforms.attacking.Destination.Collected;
import io.gauntlet.transforms.attacking.order.PortionTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The steps of the graph that attack the portions of a plan, one after the other: a portion waits
 * for its turn, which is taken once the work of the portion before is known.
 */
final class AttackPortions {
  private final PCollectionView<List<ModelReference>> models;
  private final PCollectionView<Long> count;
  private final PCollectionView<List<String>> kept;
  private final AttackSettings settings;
  private final Destination destination;
  private final String graph = UUID.randomUUID().toString();

  AttackPortions(
      PCollectionView<List<ModelReference>> models,
      PCollectionView<Long> count,
      PCollectionView<List<String>> kept,
      AttackSettings settings,
      Destination destination) {
    this.models = models;
    this.count = count;
    this.kept = kept;
    this.settings = settings;
    this.destination = destination;
  }

  /** Attacks batches of studies, each by the key of a {@link BatchLayout}. */
  Result attack(PCollection<KV<Integer, Iterable<Study>>> batches) {
    return settings.order().most() == 1 ? atOnce(batches) : inTurns(batches);
  }

  private Result atOnce(PCollection<KV<Integer, Iterable<Study>>> batches) {
    PCollectionTuple attacked =
        attack("AttackBatch", batches, new Portion(0, graph, ImmutableList.of()));
    return result(destination.collect("", attacked), attacked, Optional.empty());
  }

  private Result inTurns(PCollection<KV<Integer, Iterable<Study>>> batches) {
    Pipeline pipeline = batches.getPipeline();
    PCollection<PortionTurn> turn = turn(pipeline, 0, ImmutableList.of());
    PCollectionTuple first =
        attack("AttackPrimaries", batches, new Portion(0, graph, ImmutableList.of()));
    PCollectionTuple last = first;
    List<PCollectionTuple> others = new ArrayList<>();
    for (int portion = 1; portion < settings.order().most(); portion++) {
      turn = turn(pipeline, portion, ImmutableList.of(before(portion, turn, last)));
      last =
          attack(
              "AttackOthers" + portion,
              batches,
              new Portion(
                  portion,
                  graph,
                  ImmutableList.of(turn.apply("AsTurn" + portion, View.asSingleton()))));
      others.add(last);
    }
    Collected primaries = destination.collect("Primaries", first);
    Collected rest = destination.collect("Others", together(others));
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
    return result(all, first, Optional.of(new Primaries(primaries.outcomes(), scope(turn))));
  }

  private TakeTurn.Before before(
      int portion, PCollection<PortionTurn> turn, PCollectionTuple attacked) {
    return new TakeTurn.Before(
        turn.apply("TurnBefore" + portion, View.asSingleton()),
        attacked
            .get(AttackStudies.WORK)
            .apply("WorkBefore" + portion, Sum.doublesGlobally())
            .apply("AsWorkBefore" + portion, View.asSingleton()));
  }

  private PCollection<PortionTurn> turn(
      Pipeline pipeline, int portion, ImmutableList<TakeTurn.Before> before) {
    List<PCollectionView<?>> sides = new ArrayList<>(List.of(models, count));
    before.forEach(known -> sides.addAll(List.of(known.turn(), known.done())));
    return pipeline
        .apply("Portion" + portion, Create.of(portion))
        .apply(
            "TakeTurn" + portion,
            ParDo.of(new TakeTurn(models, count, before, settings, destination, graph))
                .withSideInputs(sides));
  }

  private PCollectionTuple attack(
      String name, PCollection<KV<Integer, Iterable<Study>>> batches, Portion portion) {
    List<PCollectionView<?>> sides = new ArrayList<>(List.of(models, count, kept));
    sides.addAll(portion.turn());
    return batches.apply(
        name,
        ParDo.of(new AttackBatch(models, count, kept, settings, destination, portion))
            .withSideInputs(sides)
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
      Collected collected, PCollectionTuple first, Optional<Primaries> primaries) {
    PCollection<Quarantined> omitted =
        first
            .get(AttackStudies.OMITTED)
            .apply("OmittedOnce", Distinct.create())
            .apply("CountOmitted", ParDo.of(new CountOmitted(settings.order().stage(0))));
    return new Result(
        collected.outcomes(),
        PCollectionList.of(collected.quarantined())
            .and(omitted)
            .apply("Quarantined", Flatten.pCollections()),
        collected.parts(),
        primaries);
  }
}
