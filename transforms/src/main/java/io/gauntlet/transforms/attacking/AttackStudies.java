package io.gauntlet.transforms.attacking;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.model.ComputeDevice;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a grid of attacks on studies, against every victim.
 *
 * <pre>{@code
 * PCollectionTuple attacked =
 *     test.apply(AttackStudies.against(models).withGrid(AttackGrid.paper()).withSeed(1));
 * PCollection<Outcome> outcomes = attacked.get(AttackStudies.OUTCOMES);
 * }</pre>
 *
 * <p>Studies are put into batches by their uid and the size of the cohort alone. What is done to a
 * batch is an {@link io.gauntlet.plan.AttackPlan}, of which each part goes to whichever worker is
 * free: the outcomes are the same whatever the bundling, the parallelism and the retries. A study
 * that cannot be read lands in {@link #QUARANTINED}, and so does an attack that a victim does not
 * allow.
 */
public final class AttackStudies extends PTransform<PCollection<Study>, PCollectionTuple> {
  /** One outcome a study, victim and attack. */
  public static final TupleTag<Outcome> OUTCOMES = new TupleTag<>("outcomes") {};

  /** Studies that could not be read, and attacks that a victim does not allow. */
  public static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  /** The latter, once for every batch. */
  static final TupleTag<Quarantined> OMITTED = new TupleTag<>("omitted") {};

  private static final long serialVersionUID = 1;

  private final PCollectionView<List<ModelReference>> models;
  private final AttackGrid grid;
  private final int batch;
  private final long seed;
  private final int gallery;
  private final ComputeDevice device;

  private AttackStudies(
      PCollectionView<List<ModelReference>> models,
      AttackGrid grid,
      int batch,
      long seed,
      int gallery,
      ComputeDevice device) {
    this.models = models;
    this.grid = grid;
    this.batch = batch;
    this.seed = seed;
    this.gallery = gallery;
    this.device = device;
  }

  /**
   * The paper's grid against these victims, in batches of 32, with seed 1; no pictures kept. Models
   * that name a replica are attacked beside the others of their replica, and their outcomes name it
   * too.
   */
  public static AttackStudies against(PCollectionView<List<ModelReference>> models) {
    return new AttackStudies(models, AttackGrid.paper(), 32, 1, 0, ComputeDevice.AUTO);
  }

  /** Another grid. */
  public AttackStudies withGrid(AttackGrid other) {
    return new AttackStudies(models, other, batch, seed, gallery, device);
  }

  /** About as many studies attacked as one. */
  public AttackStudies withBatch(int studies) {
    return new AttackStudies(models, grid, studies, seed, gallery, device);
  }

  /** The seed of all randomness. */
  public AttackStudies withSeed(long other) {
    return new AttackStudies(models, grid, batch, other, gallery, device);
  }

  /**
   * How many studies keep their pictures and captions in their outcomes, for people to look at:
   * those with the smallest {@link io.gauntlet.plan.run.KeptStudies#rank}.
   */
  public AttackStudies withGallery(int studies) {
    return new AttackStudies(models, grid, batch, seed, studies, device);
  }

  /** Where the victims run. */
  public AttackStudies withDevice(ComputeDevice other) {
    return new AttackStudies(models, grid, batch, seed, gallery, other);
  }

  @Override
  public PCollectionTuple expand(PCollection<Study> studies) {
    PCollectionView<Long> count =
        studies.apply("CountStudies", Count.globally()).apply("AsCount", View.asSingleton());
    PCollectionView<List<String>> kept =
        studies.apply("ChooseGallery", new ChooseGallery(gallery, seed));
    PCollectionTuple attacked =
        studies
            .apply("AssignBatch", ParDo.of(new AssignBatch(count, batch)).withSideInputs(count))
            .apply("GatherBatch", GroupByKey.create())
            .apply(
                "AttackBatch",
                ParDo.of(new AttackBatch(models, count, batch, grid, seed, kept, device))
                    .withSideInputs(models, count, kept)
                    .withOutputTags(OUTCOMES, TupleTagList.of(QUARANTINED).and(OMITTED)));
    AvroCoder<Quarantined> coder = AvroCoder.of(Quarantined.class);
    PCollection<Quarantined> omitted =
        attacked
            .get(OMITTED)
            .setCoder(coder)
            .apply("OmittedOnce", Distinct.create())
            .apply("CountOmitted", ParDo.of(new CountOmitted()))
            .setCoder(coder);
    PCollection<Quarantined> quarantined =
        PCollectionList.of(attacked.get(QUARANTINED).setCoder(coder))
            .and(omitted)
            .apply("Quarantined", Flatten.pCollections());
    return PCollectionTuple.of(
            OUTCOMES, attacked.get(OUTCOMES).setCoder(AvroCoder.of(Outcome.class)))
        .and(QUARANTINED, quarantined);
  }

  private static final class CountOmitted extends DoFn<Quarantined, Quarantined> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(AttackStudies.class);

    private final Counter omitted = Metrics.counter(AttackStudies.class, "cells-omitted");

    @ProcessElement
    public void process(
        @Element Quarantined cell, PipelineOptions options, OutputReceiver<Quarantined> receiver)
        throws IOException {
      omitted.inc();
      StageLog.of(options, AttackBatch.STAGE).around(() -> LOG.warn("{}", cell.getDetail()));
      receiver.output(cell);
    }
  }
}
