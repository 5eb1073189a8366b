package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The attack that changes nothing. */
public enum Clean implements AttackSpec {
  /** Its one value. */
  CLEAN;

  static final String NAME = "none";

  @Override
  public ImmutableList<AttackPart> parts() {
    return ImmutableList.of();
  }

  @Override
  public <S extends AttackedStudy<S>> List<Attempt<S>> attempts(S clean) {
    return List.of(new Attempt<>(this, clean));
  }

  @Override
  public String toString() {
    return NAME;
  }
}
