package io.gauntlet.report.coverage;

import io.gauntlet.score.ReportedKnowledge;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import java.util.stream.Stream;

/**
 * What a cell tried of a victim, by the values of its attack. An attack made of several is each of
 * them: a white-box attack on pixels with a black-box one on words tries both.
 */
enum Trial {
  /** Nothing was attacked. */
  CLEAN {
    @Override
    boolean isOf(ScorecardCell cell) {
      return cell.scoredAttack().isNone();
    }
  },
  /** The attacker sees gradients, or another look inside. */
  WHITE_BOX {
    @Override
    boolean isOf(ScorecardCell cell) {
      return !isTransfer(cell) && knows(cell, ReportedKnowledge.WHITE_BOX);
    }
  },
  /** The attacker asks, and is told logits. */
  SCORES {
    @Override
    boolean isOf(ScorecardCell cell) {
      return !isTransfer(cell) && knows(cell, ReportedKnowledge.SCORES);
    }
  },
  /** The attacker asks, and is told the class. */
  DECISIONS {
    @Override
    boolean isOf(ScorecardCell cell) {
      return !isTransfer(cell) && knows(cell, ReportedKnowledge.DECISIONS);
    }
  },
  /** The attack was made against another victim. */
  TRANSFER {
    @Override
    boolean isOf(ScorecardCell cell) {
      return isTransfer(cell);
    }
  },
  /** The same change whatever the victim is, as faults and noise make it. */
  BLIND {
    @Override
    boolean isOf(ScorecardCell cell) {
      return !isTransfer(cell)
          && !cell.scoredAttack().parts().isEmpty()
          && knownBy(cell).allMatch(known -> known == ReportedKnowledge.NOTHING);
    }
  };

  abstract boolean isOf(ScorecardCell cell);

  private static boolean isTransfer(ScorecardCell cell) {
    return cell.generator() != null || cell.scoredAttack().form() == ScoredAttack.Form.TRANSFER;
  }

  private static boolean knows(ScorecardCell cell, ReportedKnowledge knowledge) {
    return knownBy(cell).anyMatch(known -> known == knowledge);
  }

  private static Stream<ReportedKnowledge> knownBy(ScorecardCell cell) {
    return cell.scoredAttack().parts().stream().map(part -> part.knowledge());
  }
}
