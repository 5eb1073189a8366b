package io.gauntlet.attack.spec;

import static io.gauntlet.attack.text.TextOptions.PLAUSIBLE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.data.Modality;
import java.util.List;
import java.util.Map;
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
   * drawn. It is the canonical text, and stays as it is when what is printed changes; whether words
   * are held to those of reports changes none of the draws.
   */
  public String seedKey() {
    return text(Maps.filterKeys(options.printed(), option -> !option.equals(PLAUSIBLE.name())));
  }

  /** The name, what the attack may spend, and the options that are not standard. */
  @Override
  public String toString() {
    return text(options.printed());
  }

  private String text(Map<String, String> printed) {
    StringBuilder text = new StringBuilder(name);
    printed.forEach((option, value) -> text.append(':').append(option).append('=').append(value));
    return text.toString();
  }
}
