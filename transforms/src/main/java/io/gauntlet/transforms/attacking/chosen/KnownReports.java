package io.gauntlet.transforms.attacking.chosen;

import io.gauntlet.attack.text.words.DistinctWords;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The reports that say what words belong: those of the training part, or, where none are given,
 * those that are attacked. Each word goes with the number of reports that have it.
 */
public final class KnownReports
    extends PTransform<PCollection<Study>, PCollectionView<Map<String, Long>>> {
  private static final long serialVersionUID = 1;

  /** What is asked for where no attack of a grid reads words. */
  public enum Reading {
    /** Words are counted. */
    COUNTED,
    /** No attack asks, and nothing is counted. */
    UNREAD
  }

  private final Lexicon lexicon;
  private final Reading reading;
  private final transient Optional<PCollection<Study>> training;

  private KnownReports(Lexicon lexicon, Reading reading, Optional<PCollection<Study>> training) {
    this.lexicon = lexicon;
    this.reading = reading;
    this.training = training;
  }

  /** The reports that are attacked, and the lexicon that is shipped. */
  public static KnownReports ofAttacked() {
    return new KnownReports(Lexicon.shipped(), Reading.COUNTED, Optional.empty());
  }

  /** Those of the training part. */
  public KnownReports of(PCollection<Study> studies) {
    return new KnownReports(lexicon, reading, Optional.of(studies));
  }

  /** With another lexicon beside the reports. */
  public KnownReports with(Lexicon other) {
    return new KnownReports(other, reading, training);
  }

  /** Whether words are counted at all. */
  public KnownReports with(Reading other) {
    return new KnownReports(lexicon, other, training);
  }

  /** The same words of studies that are at hand, with a lexicon. */
  public static ReportWords words(List<Study> training, Lexicon lexicon) {
    return ofCaptions(training.stream().map(Study::getCaption).toList(), lexicon);
  }

  /** The same words of captions that are at hand. */
  public static ReportWords ofCaptions(List<String> captions, Lexicon lexicon) {
    return ReportWords.of(
        captions.stream()
            .flatMap(caption -> DistinctWords.of(caption).stream())
            .collect(Collectors.groupingBy(word -> word, Collectors.counting())),
        lexicon);
  }

  /** Terms that belong whether a report has them or not. */
  public Lexicon lexicon() {
    return lexicon;
  }

  @Override
  public PCollectionView<Map<String, Long>> expand(PCollection<Study> attacked) {
    return (reading == Reading.COUNTED
            ? training
                .orElse(attacked)
                .apply(
                    "WordsOfReports",
                    FlatMapElements.into(TypeDescriptors.strings())
                        .via(study -> DistinctWords.of(study.getCaption())))
                .setCoder(StringUtf8Coder.of())
                .apply("CountReports", Count.perElement())
            : attacked
                .getPipeline()
                .apply(
                    "NoWords", Create.empty(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))))
        .apply("AsWords", View.asMap());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("lexicon", lexicon.toString()).withLabel("Lexicon"));
  }
}
