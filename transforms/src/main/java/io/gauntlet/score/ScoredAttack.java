package io.gauntlet.score;

import com.google.common.collect.ImmutableList;
import io.gauntlet.schema.AttackFields;
import java.io.Serializable;
import java.util.stream.Collectors;

/**
 * The attack of a cell as values: what the outcomes tell of it, whether or not it is on the class
 * path.
 *
 * @param text canonical text, such as {@code pgd:epsilon=0.03:steps=10+pwws:fraction=0.4}
 * @param form how its parts are put together
 * @param parts the named attacks that it is made of; empty for none
 * @param attacked what it changes of a study
 * @param truth whether the label still holds after it
 */
public record ScoredAttack(
    String text, Form form, ImmutableList<ScoredPart> parts, Attacked attacked, LabelTruth truth)
    implements Serializable {
  /** The text of the attack that changes nothing. */
  public static final String NONE = "none";

  /** An attack that nobody wrote down. */
  public static final ScoredAttack UNKNOWN =
      new ScoredAttack("", Form.OTHER, ImmutableList.of(), Attacked.UNKNOWN, LabelTruth.UNKNOWN);

  /** How the parts of an attack are put together. */
  public enum Form {
    /** There are none: nothing is changed. */
    NONE,
    /** One part. */
    SINGLE,
    /** One part after the other. */
    SEQUENCE,
    /** Made against another victim. */
    TRANSFER,
    /** Any other form, which is known by its text alone. */
    OTHER;

    private static Form named(String name) {
      return switch (name) {
        case "none" -> NONE;
        case "single" -> SINGLE;
        case "sequence" -> SEQUENCE;
        case "transfer" -> TRANSFER;
        default -> OTHER;
      };
    }
  }

  /**
   * The attack of an outcome.
   *
   * @param text canonical text
   * @param fields the same as values
   */
  public static ScoredAttack of(String text, AttackFields fields) {
    return new ScoredAttack(
        text,
        Form.named(fields.getForm()),
        fields.getParts().stream().map(ScoredPart::of).collect(ImmutableList.toImmutableList()),
        fields.getTouched() == null ? Attacked.UNKNOWN : Attacked.of(fields.getTouched()),
        LabelTruth.of(fields));
  }

  /** Whether nothing is changed. */
  public boolean isNone() {
    return form == Form.NONE;
  }

  /** Whether a study may be labelled wrongly after it. */
  public boolean mayChangeLabel() {
    return truth == LabelTruth.MAY_CHANGE || isWithoutModality();
  }

  /**
   * Whether it is no adversary's attack, but a control: a whole modality is missing, or another
   * study's.
   */
  public boolean isWithoutModality() {
    return truth == LabelTruth.WITHOUT_MODALITY;
  }

  /** Whether it is one named attack alone. */
  public boolean isSingle() {
    return form == Form.SINGLE;
  }

  /** Whether it is an attack on one modality and then one on another. */
  public boolean isSequence() {
    return form == Form.SEQUENCE;
  }

  /** Its only part, or the first of a sequence. */
  public ScoredPart first() {
    return parts.get(0);
  }

  /** The canonical text of a sequence's parts but the first. */
  public String rest() {
    return parts.stream().skip(1).map(ScoredPart::toString).collect(Collectors.joining("+"));
  }

  /** Whether both are put together alike of attacks of the same names with the same options. */
  public boolean isLike(ScoredAttack other) {
    return form == other.form && named().equals(other.named());
  }

  private ImmutableList<String> named() {
    return form == Form.OTHER || form == Form.TRANSFER
        ? ImmutableList.of(text)
        : parts.stream().map(ScoredPart::toString).collect(ImmutableList.toImmutableList());
  }

  @Override
  public String toString() {
    return text;
  }
}
