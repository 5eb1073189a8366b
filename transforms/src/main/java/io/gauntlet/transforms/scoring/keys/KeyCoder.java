package io.gauntlet.transforms.scoring.keys;

import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * Writes a key that outcomes are grouped by, the same bytes for equal keys and other bytes for
 * others: a runner may compare them as they are.
 *
 * @param <T> kind of the keys, which are values
 */
abstract class KeyCoder<T> extends AtomicCoder<T> {
  private static final long serialVersionUID = 1;

  @Override
  public final boolean consistentWithEquals() {
    return true;
  }
}
