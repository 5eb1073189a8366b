package io.gauntlet.transforms;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.records.parts.ManifestTally;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.records.parts.RunContents;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.parts.WriteManifest;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The outcomes of a reference that a candidate can be held against: those that the reference has,
 * where it was asked all that the candidate was, or else those of its models, attacked as the
 * candidate was, on the same studies.
 *
 * <pre>{@code
 * AttackReference.Result reference =
 *     test.apply(
 *         AttackReference.by(AttackStudies.withGrid(grid).against(models).keptIn(folder))
 *             .unless(contents, referenceOutcomes)
 *             .asWas(candidateParts));
 * }</pre>
 *
 * <p>Nothing is attacked before the candidate is: its parts tell what is needed.
 */
public final class AttackReference extends PTransform<PCollection<Study>, AttackReference.Result> {
  private static final long serialVersionUID = 1;

  private final AttackStudies attacks;
  private final transient Optional<PCollection<PartSummary>> candidate;
  private final transient Optional<PCollection<Outcome>> earlier;
  private final RunContents contents;

  /**
   * What the reference has.
   *
   * @param outcomes to hold the candidate against
   * @param again what was attacked for it; nothing where the reference had all
   */
  public record Result(PCollection<Outcome> outcomes, AttackStudies.Result again)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return ImmutableMap.of("outcomes", outcomes, "quarantined", again.quarantined());
    }
  }

  private AttackReference(
      AttackStudies attacks,
      Optional<PCollection<PartSummary>> candidate,
      Optional<PCollection<Outcome>> earlier,
      RunContents contents) {
    this.attacks = attacks;
    this.candidate = candidate;
    this.earlier = earlier;
    this.contents = contents;
  }

  /**
   * Attacks the models of the reference.
   *
   * @param attacks those of the candidate, against the models of the reference
   */
  public static AttackReference by(AttackStudies attacks) {
    return new AttackReference(attacks, Optional.empty(), Optional.empty(), RunContents.NONE);
  }

  /**
   * Attacks nothing where the reference was asked what the candidate was.
   *
   * @param has which outcomes the reference has, of the same seed
   * @param outcomes of the reference
   */
  public AttackReference unless(RunContents has, PCollection<Outcome> outcomes) {
    return new AttackReference(attacks, candidate, Optional.of(outcomes), has);
  }

  /** The studies whose reports say what words belong, as they were for the candidate. */
  public AttackReference withReports(PCollection<Study> training) {
    return new AttackReference(attacks.withReports(training), candidate, earlier, contents);
  }

  /** What the candidate was asked, by its parts. */
  public AttackReference asWas(PCollection<PartSummary> parts) {
    return new AttackReference(attacks, Optional.of(parts), earlier, contents);
  }

  @Override
  public Result expand(PCollection<Study> studies) {
    PCollectionView<ManifestTally> asked =
        candidate
            .orElseThrow()
            .apply("TallyCandidate", Combine.globally(WriteManifest.tallying()).asSingletonView());
    AttackStudies.Result again =
        studies
            .apply(
                "WhereItLacksOutcomes",
                ParDo.of(new Pass<Study>(asked, contents, Coverage.LACKING)).withSideInputs(asked))
            .setCoder(studies.getCoder())
            .apply("AttackStudies", attacks);
    return new Result(
        earlier
            .map(
                outcomes ->
                    PCollectionList.of(
                            outcomes
                                .apply(
                                    "WhereItHasAll",
                                    ParDo.of(new Pass<Outcome>(asked, contents, Coverage.WHOLE))
                                        .withSideInputs(asked))
                                .setCoder(outcomes.getCoder()))
                        .and(again.outcomes())
                        .apply("Outcomes", Flatten.pCollections()))
            .orElse(again.outcomes()),
        again);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.include("attacks", attacks);
  }

  /** Whether a reference has all that a candidate was asked. */
  private enum Coverage {
    WHOLE,
    LACKING
  }

  /** Lets elements pass where the reference has so much. */
  private static final class Pass<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<ManifestTally> asked;
    private final RunContents contents;
    private final Coverage wanted;

    Pass(PCollectionView<ManifestTally> asked, RunContents contents, Coverage wanted) {
      this.asked = asked;
      this.contents = contents;
      this.wanted = wanted;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      boolean whole = contents.isLike(context.sideInput(asked).contents());
      if (whole == (wanted == Coverage.WHOLE)) {
        context.output(context.element());
      }
    }
  }
}
