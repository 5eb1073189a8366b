package io.gauntlet.attack.text;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import java.util.SortedMap;

/** {@code synonym-random:fraction=0.4}. */
public final class SynonymRandomProvider implements TextAttackProvider {

  @Override
  public String name() {
    return "synonym-random";
  }

  @Override
  public SortedMap<String, Double> defaults() {
    return ImmutableSortedMap.of("fraction", 0.4);
  }

  @Override
  public TextAttack create(SortedMap<String, Double> options) {
    return SynonymReplacing.random(options.get("fraction"));
  }
}
