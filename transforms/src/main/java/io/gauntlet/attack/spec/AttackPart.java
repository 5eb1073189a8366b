package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.data.Modality;
import java.util.List;
import java.util.Optional;

/**
 * One named attack on one modality, with every option set: {@code pgd:epsilon=0.03:steps=10}.
 *
 * @param name of the attack in its catalogue
 * @param modality that it changes
 * @param options a value each
 * @param threat what it knows, needs and may do with these options
 * @param revision of the attack, as its description says
 */
public record AttackPart(
    String name, Modality modality, AttackOptions options, ThreatModel threat, int revision)
    implements AttackSpec {

  @Override
  public String form() {
    return "single";
  }

  @Override
  public ImmutableList<AttackPart> parts() {
    return ImmutableList.of(this);
  }

  @Override
  public Optional<AttackPart> single() {
    return Optional.of(this);
  }

  @Override
  public List<Attempt> attempts(VictimProfile victim, VictimProfiles all) {
    return List.of(new Attempt(this, AttackedStudy.CLEAN.under(this, victim)));
  }

  /**
   * The text from which, with the run's seed and the uid, the seed of a study under this attack is
   * drawn. It is the canonical text, and stays as it is when what is printed changes.
   */
  public String seedKey() {
    return toString();
  }

  /** The name, what the attack may spend, and the options that are not standard. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    options
        .printed()
        .forEach((option, value) -> text.append(':').append(option).append('=').append(value));
    return text.toString();
  }
}
