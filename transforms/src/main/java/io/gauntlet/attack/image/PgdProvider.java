package io.gauntlet.attack.image;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import java.util.SortedMap;

/** {@code pgd:epsilon=0.03:steps=10}. */
public final class PgdProvider implements ImageAttackProvider {

  @Override
  public String name() {
    return "pgd";
  }

  @Override
  public SortedMap<String, Double> defaults() {
    return ImmutableSortedMap.of("epsilon", 0.03, "steps", 10.0);
  }

  @Override
  public ImageAttack create(SortedMap<String, Double> options) {
    return new Pgd(options.get("epsilon"), options.get("steps").intValue());
  }
}
