package io.gauntlet.transforms.attacking.chosen;

import io.gauntlet.plan.run.KeptStudies;
import java.io.Serializable;
import java.util.Comparator;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Orders studies by their {@link KeptStudies#rank}, the smallest last: the largest of this order,
 * which {@link org.apache.beam.sdk.transforms.Top} takes, is the smallest rank.
 *
 * @param seed of the ranks
 * @param uid of a study
 */
public record LastByRank<T>(long seed, SerializableFunction<T, String> uid)
    implements Comparator<T>, Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public int compare(T one, T other) {
    return KeptStudies.rank(seed, uid.apply(other))
        .compareTo(KeptStudies.rank(seed, uid.apply(one)));
  }
}
