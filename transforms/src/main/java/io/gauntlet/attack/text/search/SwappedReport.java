package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Words;
import java.util.List;

/**
 * Another study's report in the place of a study's own, drawn from its seed: as where two reports
 * were taken for each other. A report for which there is no other stays as it is.
 */
public final class SwappedReport implements TextAttack {

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(SwappedReport::swap).toList();
  }

  private static AttackedText swap(TextTarget target) {
    int words = Words.of(target.caption()).size();
    List<String> others = target.others();
    if (others.isEmpty()) {
      return new AttackedText(target.caption(), 0, words, 0);
    }
    int drawn = (int) Math.floorMod(target.seed(), (long) others.size());
    return new AttackedText(others.get(drawn), words, words, 0);
  }
}
