package io.gauntlet.model.scoring;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * A model that tells the logits of studies and nothing else: all that an attack by queries asks of
 * a victim, in plain Java. Whatever is behind it, a library, a process or a server, is its own
 * affair.
 *
 * <p>A {@link StudyScorerProvider} opens it from a folder. It is safe for any thread, for studies
 * are attacked by several at once.
 */
public interface StudyScorer extends AutoCloseable {

  /** The views that it sees and their size in pixels; empty where it sees no images. */
  Optional<ImageSize> imageSize();

  /** Whether it reads captions. */
  boolean readsCaptions();

  /** The classes that it tells apart, at least two, in the order of its logits. */
  default List<String> classNames() {
    return ClassNames.NORMAL_ABNORMAL;
  }

  /** How many studies it is best asked for in one call; it is also asked for fewer, and for one. */
  default int studiesAtOnce() {
    return 32;
  }

  /**
   * The logits of studies.
   *
   * @param images of the studies, one after the other; {@link SeenImages#NONE} where it sees none
   * @param captions one a study, in the same order; empty where it reads none
   * @return a row for each study, with a finite logit for each class
   */
  float[][] score(SeenImages images, List<String> captions);

  /**
   * The scorer for the attacks on some studies, which may answer from memory what it was asked
   * before; itself unless overridden. It needs no closing.
   */
  default StudyScorer forWork() {
    return this;
  }

  /**
   * Looks whether it is still the model that was opened; does nothing unless overridden.
   *
   * @throws UnansweredException when it is another
   */
  default void requireSteady() {}

  /** Studies that it was asked about, and is paid for, since this was last called. */
  default long takeBill() {
    return 0;
  }

  /** Frees what it holds; does nothing unless overridden. */
  @Override
  default void close() {}
}
