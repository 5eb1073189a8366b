package io.gauntlet.transforms.scoring.keys;

import io.gauntlet.score.CellKey;
import io.gauntlet.score.InteractionKey;
import io.gauntlet.score.compare.VictimPair;
import io.gauntlet.score.pair.PairKey;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Lets Beam infer deterministic coders of the keys that outcomes are grouped by. Found by {@link
 * java.util.ServiceLoader}.
 */
public final class KeyCoders implements CoderProviderRegistrar {

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        provider(CellKey.class, new CellKeyCoder()),
        provider(InteractionKey.class, new InteractionKeyCoder()),
        provider(PairKey.class, new PairKeyCoder()),
        provider(VictimPair.class, new VictimPairCoder()));
  }

  private static <T> CoderProvider provider(Class<T> key, Coder<T> coder) {
    return CoderProviders.forCoder(TypeDescriptor.of(key), coder);
  }
}
