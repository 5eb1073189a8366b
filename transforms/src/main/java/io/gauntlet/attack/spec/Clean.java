package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The attack that changes nothing. */
public enum Clean implements AttackSpec {
  /** Its one value. */
  CLEAN;

  static final String NAME = "none";

  @Override
  public String form() {
    return NAME;
  }

  @Override
  public ImmutableList<AttackPart> parts() {
    return ImmutableList.of();
  }

  @Override
  public List<Attempt> attempts(VictimProfile victim, VictimProfiles all) {
    return List.of(new Attempt(this, AttackedStudy.CLEAN));
  }

  @Override
  public String toString() {
    return NAME;
  }
}
