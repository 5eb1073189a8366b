package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.report.gallery.CaptionWords;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Finds the words that attacks put into captions and that no report of the cohort has. The words of
 * the few captions that are kept are looked for in all reports: memory holds those words alone.
 */
final class FindUnknownWords extends PTransform<PCollection<Outcome>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  private final transient PCollection<Study> cohort;

  /** Looks for words in the reports of a cohort. */
  FindUnknownWords(PCollection<Study> cohort) {
    this.cohort = cohort;
  }

  @Override
  public PCollection<String> expand(PCollection<Outcome> kept) {
    PCollection<String> added =
        kept.apply(
                "AddedWords",
                FlatMapElements.into(TypeDescriptors.strings()).via(FindUnknownWords::added))
            .setCoder(StringUtf8Coder.of())
            .apply("AddedOnce", Distinct.create());
    PCollectionView<List<String>> addedView = added.apply("AsAdded", View.asList());
    PCollectionView<List<String>> known =
        cohort
            .apply("KnownWords", ParDo.of(new IfSame(addedView)).withSideInputs(addedView))
            .apply("KnownOnce", Distinct.create())
            .apply("AsKnown", View.asList());
    return added.apply("IsUnknown", ParDo.of(new IfNone(known)).withSideInputs(known));
  }

  private static ImmutableSet<String> added(Outcome outcome) {
    return outcome.getAdversarialCaption() == null
        ? ImmutableSet.of()
        : Sets.difference(
                CaptionWords.of(outcome.getAdversarialCaption()),
                CaptionWords.of(outcome.getCleanCaption()))
            .immutableCopy();
  }

  /** The words of a report that are among some. */
  private static final class IfSame extends DoFn<Study, String> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<String>> words;
    private transient ImmutableSet<String> wanted;

    IfSame(PCollectionView<List<String>> words) {
      this.words = words;
    }

    @StartBundle
    public void forget() {
      wanted = null;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (wanted == null) {
        wanted = ImmutableSet.copyOf(context.sideInput(words));
      }
      if (!wanted.isEmpty()) {
        Sets.intersection(CaptionWords.of(context.element().getCaption()), wanted)
            .forEach(context::output);
      }
    }
  }

  /** The words that are not among some. */
  private static final class IfNone extends DoFn<String, String> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<String>> words;

    IfNone(PCollectionView<List<String>> words) {
      this.words = words;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (!context.sideInput(words).contains(context.element())) {
        context.output(context.element());
      }
    }
  }
}
