package io.gauntlet.plan.run;

import com.github.difflib.DiffUtils;
import com.google.common.base.Strings;
import com.google.common.hash.Hashing;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.data.KnownNames;
import io.gauntlet.schema.CaptionEdits;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which captions a run keeps in what it writes. A word that an attack put in is not kept either: a
 * synonym tells the word whose place it took. Nor is the digest of a single word, which anybody
 * finds in a dictionary.
 */
public enum KeptCaptions {
  /** The captions of its studies, and those that attacks made. */
  ALL,
  /** None: how many words were changed, where they stood, and a digest of the whole caption. */
  NONE;

  /**
   * What a user wrote.
   *
   * @throws IllegalArgumentException when it is neither {@code all} nor {@code none}
   */
  public static KeptCaptions parse(String text) {
    return Arrays.stream(values())
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not one of %s%s"
                        .formatted(
                            text, String.join(", ", names()), KnownNames.guess(text, names()))));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(KeptCaptions::toString).toList();
  }

  /** A study as it is written down. */
  public Study written(Study study) {
    return this == ALL
        ? study
        : Study.newBuilder(study).setCaption("").setCaptionDigest(digest(study)).build();
  }

  /**
   * An outcome as it is written down.
   *
   * @param clean caption of its study
   */
  public Outcome written(Outcome outcome, String clean) {
    String attacked = outcome.getAdversarialCaption();
    if (this == ALL) {
      return outcome;
    }
    Outcome.Builder written =
        Outcome.newBuilder(outcome).setAdversarialCaption(null).setCleanCaption(null);
    return attacked == null
        ? written.build()
        : written.setCaptionEdits(edits(outcome, clean, attacked)).build();
  }

  private static CaptionEdits edits(Outcome outcome, String clean, String attacked) {
    List<String> after = Words.of(attacked).all();
    List<Integer> places =
        DiffUtils.diff(Words.of(clean).all(), after).getDeltas().stream()
            .map(delta -> delta.getSource())
            .flatMap(
                words ->
                    IntStream.range(words.getPosition(), words.getPosition() + words.size())
                        .boxed())
            .toList();
    return CaptionEdits.newBuilder()
        .setDigest(digest(outcome, attacked))
        .setPlaces(places)
        .setWords(after.size())
        .build();
  }

  /** The digest of a study's caption, by which it is known whether or not the caption is kept. */
  public static String digest(Study study) {
    return study.getCaptionDigest() == null
        ? digest(study.getUid(), study.getCaption())
        : study.getCaptionDigest();
  }

  /** The digest of a caption that an attack made of an outcome's study. */
  public static String digest(Outcome outcome, String caption) {
    String salt = Strings.nullToEmpty(outcome.getStudyDigest());
    return digest(salt.isEmpty() ? outcome.getUid() : salt, caption);
  }

  private static String digest(String salt, String caption) {
    return "sha256:"
        + Hashing.sha256()
            .newHasher()
            .putString(salt, StandardCharsets.UTF_8)
            .putByte((byte) 0)
            .putString(caption, StandardCharsets.UTF_8)
            .hash();
  }

  /** As users write it. */
  @Override
  public String toString() {
    return this == ALL ? "all" : "none";
  }
}
