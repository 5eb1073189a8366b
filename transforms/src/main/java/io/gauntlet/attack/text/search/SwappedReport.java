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
public enum SwappedReport implements TextAttack {
  /** Of a study of any class. */
  OF_ANY_STUDY {
    @Override
    boolean takes(TextTarget.Report other, TextTarget own) {
      return true;
    }
  },
  /** Of a study of another class: the report contradicts the label. */
  OF_ANOTHER_CLASS {
    @Override
    boolean takes(TextTarget.Report other, TextTarget own) {
      return other.label() != own.label();
    }
  };

  abstract boolean takes(TextTarget.Report other, TextTarget own);

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(this::swap).toList();
  }

  private AttackedText swap(TextTarget target) {
    int words = Words.of(target.caption()).size();
    List<TextTarget.Report> others =
        target.others().stream().filter(other -> takes(other, target)).toList();
    if (others.isEmpty()) {
      return new AttackedText(target.caption(), 0, words, 0);
    }
    int drawn = (int) Math.floorMod(target.seed(), (long) others.size());
    return new AttackedText(others.get(drawn).caption(), words, words, 0);
  }
}
