package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The worst of several draws of a random attack and the clean caption, for each study: what chance
 * alone may do. It asks the victim about every one.
 *
 * @param attack draws by its targets' seeds, and asks the victim nothing
 * @param draws at least 1
 */
public record WorstDraw(TextAttack attack, int draws) implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code draws} is below 1
   */
  public WorstDraw {
    if (draws < 1) {
      throw new IllegalArgumentException("worst-of is " + draws + "; give at least 1 draw");
    }
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    List<List<AttackedText>> drawn = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      drawn.add(attack.attack(victim, seeded(targets, draw)));
    }
    List<Drawn> studies = new ArrayList<>();
    for (int study = 0; study < targets.size(); study++) {
      int row = study;
      studies.add(
          new Drawn(
              new AttackedText(targets.get(row).caption(), 0, drawn.get(0).get(row).words(), 0),
              drawn.stream().map(results -> results.get(row)).toList(),
              new StudyScores(targets.get(study), Long.MAX_VALUE)));
    }
    return StudySearch.run(victim, studies);
  }

  private static List<TextTarget> seeded(List<TextTarget> targets, int draw) {
    return targets.stream()
        .map(target -> target.withSeed(new SplittableRandom(target.seed() + draw).nextLong()))
        .toList();
  }

  /** The draws of one study. */
  private record Drawn(AttackedText clean, List<AttackedText> draws, StudyScores scores)
      implements StudySearch {

    /** The draws, and last the clean caption, so that no search helps its victim. */
    private Stream<AttackedText> all() {
      return Stream.concat(draws.stream(), Stream.of(clean));
    }

    @Override
    public Round begin() {
      List<Words> captions = all().map(draw -> Words.of(draw.caption())).toList();
      return new Round(captions, () -> Round.END);
    }

    @Override
    public AttackedText result() {
      AttackedText worst =
          all()
              .min(Comparator.comparingDouble(draw -> scores.margin(Words.of(draw.caption()))))
              .orElseThrow();
      return new AttackedText(
          worst.caption(), worst.wordsChanged(), worst.words(), scores.queries());
    }
  }
}
