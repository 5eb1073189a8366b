package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import java.util.Arrays;

/** Whose report stands in the place of a study's own. */
public enum ReportOrigin {
  /** That of any study of the cohort. */
  ANY("any") {
    @Override
    public boolean holds(int other, int own) {
      return true;
    }
  },
  /** That of a study of another class: the report contradicts the label. */
  OTHER_CLASS("other-class") {
    @Override
    public boolean holds(int other, int own) {
      return other != own;
    }
  },
  /** That of a study of the same class: the report says what the label says, of another study. */
  SAME_CLASS("same-class") {
    @Override
    public boolean holds(int other, int own) {
      return other == own;
    }
  };

  /** The option of an attack that lets users say it. */
  static final AttackOption OPTION =
      AttackOption.choice(
          "from",
          Arrays.stream(values()).map(origin -> origin.word).toList(),
          "whose: of any study, or of one of another or of the same class");

  private final String word;

  ReportOrigin(String word) {
    this.word = word;
  }

  /**
   * Whether a report may be given.
   *
   * @param other class of the study whose it is, from 0
   * @param own class of the study that is given it
   */
  public abstract boolean holds(int other, int own);

  /** What an attack's options say; {@link #ANY} where the attack has no such option. */
  public static ReportOrigin of(AttackOptions options) {
    String said = options.values().getOrDefault(OPTION.name(), ANY.word);
    return Arrays.stream(values())
        .filter(origin -> origin.word.equals(said))
        .findFirst()
        .orElse(ANY);
  }
}
