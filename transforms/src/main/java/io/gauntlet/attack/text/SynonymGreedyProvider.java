package io.gauntlet.attack.text;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import java.util.SortedMap;

/** {@code synonym-greedy:fraction=0.4}. */
public final class SynonymGreedyProvider implements TextAttackProvider {

  @Override
  public String name() {
    return "synonym-greedy";
  }

  @Override
  public SortedMap<String, Double> defaults() {
    return ImmutableSortedMap.of("fraction", 0.4);
  }

  @Override
  public TextAttack create(SortedMap<String, Double> options) {
    return SynonymReplacing.greedy(options.get("fraction"), Long.MAX_VALUE);
  }
}
