package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.WordShare;
import io.gauntlet.attack.text.words.Words;
import io.gauntlet.model.text.WordTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** One study under {@link HotFlip}: a step is a gradient, then a round of its best flips. */
final class FlipStudy implements StudySearch {
  private final HotFlip attack;
  private final WordTable table;
  private final TextTarget target;
  private final StudyScores scores;
  private final Words clean;
  private final Constraint constraint;
  private List<Flip> flips = List.of();
  private Words current;
  private int changed;
  private boolean open = true;

  /** A word in the place of another, and how much the wrong class gains by it to first order. */
  private record Flip(int place, String word, double gain) {}

  FlipStudy(HotFlip attack, WordTable table, TextTarget target) {
    this.attack = attack;
    this.table = table;
    this.target = target;
    this.scores = new StudyScores(target, attack.maxQueries());
    this.clean = Words.of(target.caption());
    this.constraint = attack.constraint().among(target.words());
    this.current = clean;
  }

  TextCandidate caption() {
    return new TextCandidate(target.row(), current.toString());
  }

  int label() {
    return target.label();
  }

  boolean isOpen() {
    return open;
  }

  /** Takes the gradient at the current caption, and the flips that it promises most of. */
  void look(WordGradients gradients) {
    scores.put(current.toString(), gradients.logits());
    flips = new ArrayList<>();
    for (int place = 0; place < clean.size(); place++) {
      float[] gradient = gradients.gradients().get(current.chars(place));
      OptionalInt word = table.find(clean.get(place).toLowerCase(Locale.ROOT));
      boolean untouched = current.get(place).equals(clean.get(place));
      if (gradient != null && word.isPresent() && untouched && constraint.allows(clean, place)) {
        flips.addAll(best(place, word.getAsInt(), table.products(gradient)));
      }
    }
  }

  private List<Flip> best(int place, int word, float[] products) {
    float[] cosines = table.cosines(word);
    IntPredicate eligible =
        other ->
            other != word
                && cosines[other] >= attack.leastCosine()
                && constraint.allows(clean, place, table.word(other));
    return table.best(products, products[word], attack.candidates(), eligible).stream()
        .map(other -> new Flip(place, table.word(other), (double) products[other] - products[word]))
        .toList();
  }

  @Override
  public StudyScores scores() {
    return scores;
  }

  @Override
  public Round begin() {
    if (scores.misread(current) || scores.spent()) {
      open = false;
      return Round.END;
    }
    List<Words> captions =
        flips.stream()
            .sorted(Comparator.comparingDouble(Flip::gain).reversed())
            .limit(attack.candidates())
            .map(flip -> current.replace(flip.place(), flip.word()))
            .toList();
    return new Round(captions, () -> keepBest(captions));
  }

  private Round keepBest(List<Words> captions) {
    Optional<Words> better = scores.lowest(captions, current);
    current = better.orElse(current);
    changed += better.isPresent() ? 1 : 0;
    open =
        better.isPresent()
            && !scores.misread(current)
            && !scores.spent()
            && changed < WordShare.of(attack.fraction(), clean.size());
    return Round.END;
  }

  @Override
  public AttackedText result() {
    return new AttackedText(current.toString(), changed, clean.size(), scores.queries());
  }
}
