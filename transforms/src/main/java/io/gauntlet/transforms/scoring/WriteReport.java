package io.gauntlet.transforms.scoring;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.report.gallery.Exhibits;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes a scorecard for programs and for people: {@code scorecard.json}, {@code report.md} and
 * {@code report.html}, with the tables in the paper's layout beside the paper's own figures.
 *
 * <pre>{@code
 * scorecard.apply(
 *     WriteReport.to("/runs/1").withQuarantine(quarantined).withGallery(outcomes));
 * }</pre>
 *
 * <p>Each file is written aside and renamed, so that no reader finds half of one. The output is the
 * URI of the folder, once all files are there.
 */
@AutoValue
public abstract class WriteReport extends PTransform<PCollection<Scorecard>, PCollection<String>> {
  /** Name of the file for programs. */
  public static final String SCORECARD = "scorecard.json";

  /** Name of the page for people. */
  public static final String PAGE = "report.html";

  /** Name of the same in Markdown. */
  public static final String MARKDOWN = "report.md";

  private static final long serialVersionUID = 1;

  abstract String folder();

  abstract ImmutableMap<String, String> provenance();

  abstract ImmutableMap<String, Double> seconds();

  abstract Optional<String> diff();

  abstract Optional<PCollection<Quarantined>> quarantine();

  abstract Optional<PCollection<Outcome>> gallery();

  abstract Optional<PCollection<Study>> cohort();

  abstract Optional<PCollection<RunScope>> scope();

  abstract Optional<PCollection<Verdict>> verdict();

  abstract Optional<PCollection<HistoryRow>> history();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder folder(String folder);

    abstract Builder provenance(Map<String, String> facts);

    abstract Builder seconds(Map<String, Double> stages);

    abstract Builder diff(String page);

    abstract Builder quarantine(PCollection<Quarantined> quarantined);

    abstract Builder gallery(PCollection<Outcome> outcomes);

    abstract Builder cohort(PCollection<Study> studies);

    abstract Builder scope(PCollection<RunScope> scope);

    abstract Builder verdict(PCollection<Verdict> verdict);

    abstract Builder history(PCollection<HistoryRow> nights);

    abstract WriteReport build();
  }

  /** Writes into a folder, on any of Beam's file systems. */
  public static WriteReport to(String folder) {
    return new AutoValue_WriteReport.Builder()
        .folder(folder)
        .provenance(ImmutableMap.of())
        .seconds(ImmutableMap.of())
        .build();
  }

  /** What the run was made of, by name. */
  public WriteReport withProvenance(Map<String, String> facts) {
    return toBuilder().provenance(facts).build();
  }

  /** How long each stage took, by name. */
  public WriteReport withSeconds(Map<String, Double> stages) {
    return toBuilder().seconds(stages).build();
  }

  /** The page of the studies that changed sides, which lies beside the report. */
  public WriteReport withDiff(String page) {
    return toBuilder().diff(page).build();
  }

  /** What could not be used; the report counts it by reason. */
  public WriteReport withQuarantine(PCollection<Quarantined> quarantined) {
    return toBuilder().quarantine(quarantined).build();
  }

  /** The outcomes of the run; those that keep images and captions are shown. */
  public WriteReport withGallery(PCollection<Outcome> outcomes) {
    return toBuilder().gallery(outcomes).build();
  }

  /** All studies of the cohort: words of the gallery that no report of theirs has are marked. */
  public WriteReport withCohort(PCollection<Study> studies) {
    return toBuilder().cohort(studies).build();
  }

  /** What the run left out on purpose: at most one element. */
  public WriteReport withScope(PCollection<RunScope> scope) {
    return toBuilder().scope(scope).build();
  }

  /** The verdict: at most one. */
  public WriteReport withVerdict(PCollection<Verdict> verdict) {
    return toBuilder().verdict(verdict).build();
  }

  /** The nights to draw trends of. */
  public WriteReport withHistory(PCollection<HistoryRow> nights) {
    return toBuilder().history(nights).build();
  }

  @Override
  public PCollection<String> expand(PCollection<Scorecard> scorecard) {
    PCollectionView<Map<String, Long>> reasons =
        orEmpty(scorecard, "Quarantine", quarantine(), Quarantined.class)
            .apply(
                "Reason", MapElements.into(TypeDescriptors.strings()).via(Quarantined::getReason))
            .apply("CountReasons", Count.perElement())
            .apply("AsReasons", View.asMap());
    PCollection<Outcome> shown =
        orEmpty(scorecard, "Gallery", gallery(), Outcome.class)
            .apply("IsKept", Filter.by(Exhibits::isKept))
            .apply("WithAttackFields", MapElements.via(new WithAttackFields()));
    PCollectionView<List<Outcome>> kept = shown.apply("AsKept", View.asList());
    PCollectionView<List<String>> unknownWords =
        cohort()
            .map(studies -> shown.apply("FindUnknownWords", new FindUnknownWords(studies)))
            .orElseGet(
                () ->
                    orEmpty(
                        scorecard, "Words", Optional.<PCollection<String>>empty(), String.class))
            .apply("AsUnknownWords", View.asList());
    PCollectionView<List<Verdict>> verdicts =
        orEmpty(scorecard, "Verdict", verdict(), Verdict.class).apply("AsVerdict", View.asList());
    PCollectionView<List<HistoryRow>> nights =
        orEmpty(scorecard, "History", history(), HistoryRow.class)
            .apply("AsHistory", View.asList());
    PCollectionView<List<RunScope>> scopes =
        orEmpty(scorecard, "Scope", scope(), RunScope.class).apply("AsScope", View.asList());
    WriteFiles.Views views =
        new WriteFiles.Views(reasons, kept, unknownWords, scopes, verdicts, nights);
    return scorecard.apply(
        "WriteFiles",
        ParDo.of(new WriteFiles(folder(), provenance(), seconds(), diff().orElse(""), views))
            .withSideInputs(views.all()));
  }

  private static <T> PCollection<T> orEmpty(
      PCollection<?> beside, String name, Optional<PCollection<T>> given, Class<T> type) {
    return given.orElseGet(
        () -> beside.getPipeline().apply("Empty" + name, Create.empty(TypeDescriptor.of(type))));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("folder", folder()).withLabel("Folder"));
    provenance().forEach((name, fact) -> builder.add(DisplayData.item("provenance." + name, fact)));
  }
}
