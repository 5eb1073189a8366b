package io.gauntlet.transforms.attacking.chosen;

import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.ReportPool;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Chooses the studies of a {@link ReportPool}: of each class those of the smallest {@link
 * KeptStudies#rank}. That takes a look at the whole cohort, and at no batch: a study is given the
 * same report however the work is cut.
 */
public final class ChooseReports
    extends PTransform<PCollection<Study>, PCollectionView<List<Study>>> {
  private static final long serialVersionUID = 1;

  private final long seed;

  /** The pool of a run with this seed. */
  public ChooseReports(long seed) {
    this.seed = seed;
  }

  /** The same choice of studies that are at hand. */
  public static List<Study> among(List<Study> all, long seed) {
    return all.stream().collect(Collectors.groupingBy(Study::getLabel)).values().stream()
        .flatMap(
            ofClass ->
                ofClass.stream().sorted(byRank(seed).reversed()).limit(ReportPool.OF_A_CLASS))
        .toList();
  }

  @Override
  public PCollectionView<List<Study>> expand(PCollection<Study> all) {
    return all.apply(
            "KeyByClass", WithKeys.of(Study::getLabel).withKeyType(TypeDescriptors.strings()))
        .apply("SmallestOfClass", Top.perKey(ReportPool.OF_A_CLASS, byRank(seed)))
        .apply("OfAllClasses", Values.create())
        .apply("Studies", Flatten.iterables())
        .apply("AsPool", View.asList());
  }

  private static LastByRank<Study> byRank(long seed) {
    return new LastByRank<>(seed, Study::getUid);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("studies", ReportPool.OF_A_CLASS).withLabel("Reports of each class"))
        .add(DisplayData.item("seed", seed).withLabel("Seed"));
  }
}
