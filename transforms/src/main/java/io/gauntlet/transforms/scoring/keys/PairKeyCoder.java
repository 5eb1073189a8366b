package io.gauntlet.transforms.scoring.keys;

import io.gauntlet.score.pair.PairKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** What two runs are compared on, the same bytes for equal keys. */
final class PairKeyCoder extends KeyCoder<PairKey> {
  private static final long serialVersionUID = 1;
  private static final CellKeyCoder CELL = new CellKeyCoder();
  private static final NullableCoder<String> SLICE = NullableCoder.of(StringUtf8Coder.of());

  @Override
  public void encode(PairKey key, OutputStream stream) throws IOException {
    CELL.encode(key.cell(), stream);
    SLICE.encode(key.slice(), stream);
  }

  @Override
  public PairKey decode(InputStream stream) throws IOException {
    return new PairKey(CELL.decode(stream), SLICE.decode(stream));
  }
}
