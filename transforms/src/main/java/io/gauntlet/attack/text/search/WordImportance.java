package io.gauntlet.attack.text.search;

import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a search ranks the words of a caption, and what it asks the victim for that. */
public enum WordImportance {
  /** How far the margin falls when {@code [UNK]} takes the word's place (PWWS; TextAttack). */
  UNKNOWN {
    @Override
    Stream<Words> probes(Words clean, int i) {
      return Stream.of(clean.replace(i, "[UNK]"));
    }

    @Override
    double weight(Words clean, int i, StudyScores scores) {
      return -scores.margin(clean.replace(i, "[UNK]"));
    }
  },
  /** How far the margin falls when the word goes (TextFooler, Jin et al. 2020, section 3). */
  DELETION {
    @Override
    Stream<Words> probes(Words clean, int i) {
      return Stream.of(clean.without(Set.of(i)));
    }

    @Override
    double weight(Words clean, int i, StudyScores scores) {
      return -scores.margin(clean.without(Set.of(i)));
    }
  },
  /**
   * What the word adds to the probability of all words before it, plus what it adds to that of all
   * words after it (DeepWordBug's combined score, Gao et al. 2018, section III-A, with lambda 1).
   */
  HEAD_AND_TAIL {
    @Override
    Stream<Words> probes(Words clean, int i) {
      return Stream.of(head(clean, i + 1), head(clean, i), tail(clean, i), tail(clean, i + 1));
    }

    @Override
    double weight(Words clean, int i, StudyScores scores) {
      double head = scores.probability(head(clean, i + 1)) - scores.probability(head(clean, i));
      double tail = scores.probability(tail(clean, i)) - scores.probability(tail(clean, i + 1));
      return head + tail;
    }

    private Words head(Words clean, int end) {
      return clean.without(places(end, clean.size()));
    }

    private Words tail(Words clean, int start) {
      return clean.without(places(0, start));
    }

    private Set<Integer> places(int from, int to) {
      return IntStream.range(from, to).boxed().collect(Collectors.toSet());
    }
  };

  /** Captions to be scored for a word. */
  abstract Stream<Words> probes(Words clean, int i);

  /** How much a word counts, once its probes are scored. */
  abstract double weight(Words clean, int i, StudyScores scores);

  List<Words> probes(Words clean, List<Integer> places) {
    return places.stream().flatMap(i -> probes(clean, i)).toList();
  }
}
