package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.report.gallery.CaptionWords;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Finds the words that attacks put into captions and that no report of the cohort has.
 *
 * <p>The words of reports meet those of the attacks by themselves: as a side input, the latter
 * would have every report wait until all attacks are done.
 */
final class FindUnknownWords extends PTransform<PCollection<Outcome>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<String> ADDED = new TupleTag<>("added") {};
  private static final TupleTag<String> KNOWN = new TupleTag<>("known") {};

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
            .setCoder(StringUtf8Coder.of());
    PCollection<String> known =
        cohort
            .apply(
                "KnownWords",
                FlatMapElements.into(TypeDescriptors.strings())
                    .via(study -> CaptionWords.of(study.getCaption())))
            .setCoder(StringUtf8Coder.of())
            .apply("KnownOnce", Distinct.create());
    return KeyedPCollectionTuple.of(ADDED, byWord("KeyAdded", added))
        .and(KNOWN, byWord("KeyKnown", known))
        .apply("MeetWords", CoGroupByKey.create())
        .apply("IsUnknown", ParDo.of(new IsUnknown()));
  }

  private static PCollection<KV<String, String>> byWord(String name, PCollection<String> words) {
    return words.apply(
        name, WithKeys.<String, String>of(word -> word).withKeyType(TypeDescriptors.strings()));
  }

  private static ImmutableSet<String> added(Outcome outcome) {
    return outcome.getAdversarialCaption() == null
        ? ImmutableSet.of()
        : Sets.difference(
                CaptionWords.of(outcome.getAdversarialCaption()),
                CaptionWords.of(outcome.getCleanCaption()))
            .immutableCopy();
  }

  private static final class IsUnknown extends DoFn<KV<String, CoGbkResult>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element KV<String, CoGbkResult> word, OutputReceiver<String> unknown) {
      if (word.getValue().getAll(ADDED).iterator().hasNext()
          && !word.getValue().getAll(KNOWN).iterator().hasNext()) {
        unknown.output(word.getKey());
      }
    }
  }
}
