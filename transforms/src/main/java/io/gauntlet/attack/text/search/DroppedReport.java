package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Words;
import java.util.List;

/** An empty report in the place of every one: what a victim sees of a study without words. */
public record DroppedReport() implements TextAttack {

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(DroppedReport::drop).toList();
  }

  private static AttackedText drop(TextTarget target) {
    int words = Words.of(target.caption()).size();
    return new AttackedText("", words, words, 0);
  }
}
