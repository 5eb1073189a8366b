package io.gauntlet.plan;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Attempt;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import java.util.Set;

/**
 * A study before a victim, as far as a plan knows it: by the attacks that it went through.
 *
 * @param profile the victim
 * @param victims all victims
 * @param images what the victim is shown
 * @param captions what the victim reads
 */
record PlannedStudy(VictimProfile profile, VictimProfiles victims, Images images, Captions captions)
    implements AttackedStudy<PlannedStudy> {

  /** The clean study. */
  static PlannedStudy clean(VictimProfile profile, VictimProfiles victims) {
    return new PlannedStudy(profile, victims, Images.CLEAN, Captions.CLEAN);
  }

  /** An attempt on a study as a candidate of a cell. */
  static Candidate candidate(Attempt<PlannedStudy> attempt) {
    return new Candidate(attempt.attack(), attempt.study().images(), attempt.study().captions());
  }

  @Override
  public String victim() {
    return profile.name();
  }

  @Override
  public Set<Modality> seen() {
    return profile.branches().keySet();
  }

  @Override
  public Set<Capability> capabilities() {
    return profile.capabilities();
  }

  @Override
  public PlannedStudy before(String victim) {
    return new PlannedStudy(victims.get(victim), victims, images, captions);
  }

  /**
   * {@inheritDoc} What an attack makes without knowledge of its victim, or against a victim that
   * does not see the other modality, does not depend on that modality: it is the same for more
   * cells.
   */
  @Override
  public PlannedStudy under(AttackPart attack) {
    boolean blind = attack.threat().knowledge() == Knowledge.NOTHING;
    Against against = blind ? Against.NO_VICTIM : Against.victim(profile.name());
    return switch (attack.modality()) {
      case IMAGE -> {
        Captions read = blind || !profile.sees(Modality.TEXT) ? Captions.CLEAN : captions;
        yield new PlannedStudy(profile, victims, new Images.Made(against, attack, read), captions);
      }
      case TEXT -> {
        Images shown = blind || !profile.sees(Modality.IMAGE) ? Images.CLEAN : images;
        yield new PlannedStudy(profile, victims, images, new Captions.Made(against, attack, shown));
      }
    };
  }
}
