package io.gauntlet.pipelines.erase;

import com.google.common.base.Joiner;
import java.util.ArrayList;
import java.util.List;

/**
 * What there was of a study in a run.
 *
 * @param trained records of it among the studies that models were trained on
 * @param attacked records of it among the studies that were attacked
 * @param quarantined inputs of it that could not be used
 * @param outcomes of it
 * @param parts of the outcomes that were written anew
 * @param kept outcomes of it that kept its image or its caption
 * @param verdicts files of verdicts that named it
 */
record Removed(
    long trained,
    long attacked,
    long quarantined,
    long outcomes,
    long parts,
    long kept,
    long verdicts) {
  static final Removed NOTHING = new Removed(0, 0, 0, 0, 0, 0, 0);

  boolean isNothing() {
    return equals(NOTHING);
  }

  Removed plus(Removed other) {
    return new Removed(
        trained + other.trained,
        attacked + other.attacked,
        quarantined + other.quarantined,
        outcomes + other.outcomes,
        parts + other.parts,
        kept + other.kept,
        verdicts + other.verdicts);
  }

  /** In words, such as {@code 1 record of studies, 8 outcomes in 2 parts (2 of the gallery)}. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    if (trained + attacked > 0) {
      words.add(counted(trained + attacked, "record of studies", "records of studies"));
    }
    if (outcomes > 0) {
      String gallery = kept == 0 ? "" : " (%s of the gallery)".formatted(kept);
      words.add(
          "%s in %s%s"
              .formatted(
                  counted(outcomes, "outcome", "outcomes"),
                  counted(parts, "part", "parts"),
                  gallery));
    }
    if (quarantined > 0) {
      words.add(counted(quarantined, "record of the quarantine", "records of the quarantine"));
    }
    if (verdicts > 0) {
      words.add(counted(verdicts, "file of a verdict", "files of verdicts") + " that named it");
    }
    return words.isEmpty() ? "nothing" : Joiner.on(", ").join(words);
  }

  private static String counted(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
