package io.gauntlet.transforms.io;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Fails a pipeline in which a stage lost every study, or more than a share of them: what is scored
 * on the few that are left would be taken for a result.
 *
 * <pre>{@code
 * attacked.quarantined().apply(LimitLosses.of("attack", test, writtenFiles, 0.5));
 * }</pre>
 *
 * <p>The output is how many studies were lost, where they are few enough.
 */
public final class LimitLosses extends PTransform<PCollection<Quarantined>, PCollection<Long>> {
  private static final long serialVersionUID = 1;

  private final String stage;
  private final transient PCollection<Study> studies;
  private final transient PCollection<String> written;
  private final double share;

  private LimitLosses(
      String stage, PCollection<Study> studies, PCollection<String> written, double share) {
    this.stage = stage;
    this.studies = studies;
    this.written = written;
    this.share = share;
  }

  /**
   * A limit on the losses of a stage.
   *
   * @param stage names it in the message
   * @param studies of the stage; those of them that are quarantined too are counted once
   * @param written the files of what is quarantined, which a user is to find when the stage fails
   * @param share greatest share of the studies that may be lost, in [0, 1]
   */
  public static LimitLosses of(
      String stage, PCollection<Study> studies, PCollection<String> written, double share) {
    return new LimitLosses(stage, studies, written, share);
  }

  @Override
  public PCollection<Long> expand(PCollection<Quarantined> quarantined) {
    PCollection<KV<String, String>> lost =
        quarantined
            .apply("IsStudy", Filter.by(bad -> !RowReasons.isNoStudy(bad)))
            .apply(
                "StudyAndReason",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.strings()))
                    .via(bad -> KV.of(study(bad), bad.getReason())))
            .apply("OncePerStudy", Distinct.create());
    PCollectionView<List<KV<String, Long>>> reasons =
        lost.apply("Reason", MapElements.into(TypeDescriptors.strings()).via(KV::getValue))
            .apply("CountReasons", Count.perElement())
            .apply("AsReasons", View.asList());
    PCollection<String> lostUids =
        lost.apply("LostStudy", Keys.create()).apply("EachOnce", Distinct.create());
    PCollectionView<Long> lostStudies =
        lostUids.apply("CountLost", Count.globally()).apply("AsLost", View.asSingleton());
    PCollectionView<Long> allStudies =
        PCollectionList.of(lostUids)
            .and(
                studies.apply(
                    "Uid", MapElements.into(TypeDescriptors.strings()).via(Study::getUid)))
            .apply("AllStudies", Flatten.pCollections())
            .apply("EachStudyOnce", Distinct.create())
            .apply("CountAll", Count.globally())
            .apply("AsAll", View.asSingleton());
    return quarantined
        .getPipeline()
        .apply("Stage", Create.of(stage))
        .apply("AfterQuarantine", Wait.on(written))
        .apply(
            "Compare",
            ParDo.of(new Compare(share, lostStudies, allStudies, reasons))
                .withSideInputs(lostStudies, allStudies, reasons));
  }

  /** The uid of a study, or the row of one without. */
  private static String study(Quarantined bad) {
    return bad.getUid().isEmpty() ? bad.getSource() + "\n" + bad.getRow() : bad.getUid();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("stage", stage).withLabel("Stage"))
        .add(DisplayData.item("share", share).withLabel("Greatest share that may be lost"));
  }

  private static final class Compare extends DoFn<String, Long> {
    private static final long serialVersionUID = 1;

    private final double share;
    private final PCollectionView<Long> lostStudies;
    private final PCollectionView<Long> allStudies;
    private final PCollectionView<List<KV<String, Long>>> reasons;

    Compare(
        double share,
        PCollectionView<Long> lostStudies,
        PCollectionView<Long> allStudies,
        PCollectionView<List<KV<String, Long>>> reasons) {
      this.share = share;
      this.lostStudies = lostStudies;
      this.allStudies = allStudies;
      this.reasons = reasons;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      long lost = context.sideInput(lostStudies);
      long all = context.sideInput(allStudies);
      if (lost > 0 && (lost == all || lost > share * all)) {
        KV<String, Long> commonest =
            context.sideInput(reasons).stream()
                .max(
                    Comparator.comparing(KV<String, Long>::getValue)
                        .thenComparing(KV::getKey, Comparator.reverseOrder()))
                .orElseThrow();
        throw new LostStudiesException(
            ("the stage %s lost %s of %s studies, %s of them by %s; quarantine/ says what is wrong"
                    + " with each: mend them, or allow more with --maxLostShare")
                .formatted(context.element(), lost, all, commonest.getValue(), commonest.getKey()));
      }
      context.output(lost);
    }
  }
}
