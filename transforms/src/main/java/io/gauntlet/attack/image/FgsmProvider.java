package io.gauntlet.attack.image;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import java.util.SortedMap;

/** {@code fgsm:epsilon=0.03}. */
public final class FgsmProvider implements ImageAttackProvider {

  @Override
  public String name() {
    return "fgsm";
  }

  @Override
  public SortedMap<String, Double> defaults() {
    return ImmutableSortedMap.of("epsilon", 0.03);
  }

  @Override
  public ImageAttack create(SortedMap<String, Double> options) {
    return new Fgsm(options.get("epsilon"));
  }
}
