package io.gauntlet.attack.text;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import java.util.SortedMap;

/** {@code half-sentence-deletion:fraction=0.5}. */
public final class HalfSentenceDeletionProvider implements TextAttackProvider {

  @Override
  public String name() {
    return "half-sentence-deletion";
  }

  @Override
  public SortedMap<String, Double> defaults() {
    return ImmutableSortedMap.of("fraction", 0.5);
  }

  @Override
  public TextAttack create(SortedMap<String, Double> options) {
    return new HalfSentenceDeletion(options.get("fraction"));
  }
}
