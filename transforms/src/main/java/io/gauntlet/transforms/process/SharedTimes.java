package io.gauntlet.transforms.process;

import ai.djl.ndarray.NDManager;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.cost.PassTimes;
import java.util.List;
import java.util.Map;

/**
 * Seconds that passes through the encoders of each victim take, measured once for a graph in this
 * process. As with {@link SharedCosts}, memory that is short takes them away.
 */
public final class SharedTimes {
  private static final Cache<String, Map<String, PassTimes>> OF_THIS_PROCESS =
      CacheBuilder.newBuilder().softValues().build();

  private SharedTimes() {}

  /**
   * The times of the victims of a graph, by name.
   *
   * @param graph tells apart the runs of one process
   * @param manager on whose device they run
   * @param captions of usual length, at least one
   * @param batch studies that are attacked together
   */
  public static Map<String, PassTimes> of(
      String graph,
      NDManager manager,
      Map<String, Victim> victims,
      List<String> captions,
      int batch) {
    return OF_THIS_PROCESS
        .asMap()
        .computeIfAbsent(
            graph,
            key ->
                ImmutableMap.copyOf(
                    Maps.transformValues(
                        victims, victim -> measure(manager, victim, captions, batch))));
  }

  /** One that gives no answers costs no time. */
  private static PassTimes measure(
      NDManager manager, Victim victim, List<String> captions, int batch) {
    try {
      return PassTimes.measure(manager, victim, captions, batch);
    } catch (UnansweredException e) {
      return new PassTimes(0, 0, 0);
    }
  }
}
