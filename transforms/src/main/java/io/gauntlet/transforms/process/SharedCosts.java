package io.gauntlet.transforms.process;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.plan.cost.AttackCosts;

/**
 * What attacks cost, measured once for all threads of this process that plan for the same graph: to
 * measure them is to run each. As with {@link SharedModels}, memory that is short takes it away.
 */
public final class SharedCosts {
  private static final Cache<String, AttackCosts> OF_THIS_PROCESS =
      CacheBuilder.newBuilder().softValues().build();

  private SharedCosts() {}

  /**
   * The costs of a graph.
   *
   * @param graph tells apart the runs of one process, whose jars may differ
   * @param catalogue of this worker
   */
  public static AttackCosts of(String graph, AttackCatalogue catalogue) {
    return OF_THIS_PROCESS.asMap().computeIfAbsent(graph, key -> AttackCosts.usual(catalogue));
  }
}
