package io.gauntlet.report.sentence;

import io.gauntlet.score.Scorecard;
import java.util.stream.Stream;

/** Something that is said of a scorecard where it follows from its figures, and nowhere else. */
@FunctionalInterface
interface Sentence {

  /** The sentence, or several of its kind; none where it does not follow. */
  Stream<String> in(Scorecard scorecard);
}
