package io.gauntlet.transforms.scoring.keys;

import io.gauntlet.score.CellKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** A scorecard cell's key, the same bytes for equal keys. */
final class CellKeyCoder extends KeyCoder<CellKey> {
  private static final long serialVersionUID = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final NullableCoder<String> NULLABLE_TEXT = NullableCoder.of(TEXT);
  private static final NullableCoder<Long> SEED = NullableCoder.of(VarLongCoder.of());

  @Override
  public void encode(CellKey key, OutputStream stream) throws IOException {
    TEXT.encode(key.victim(), stream);
    TEXT.encode(key.attack(), stream);
    NULLABLE_TEXT.encode(key.generator(), stream);
    SEED.encode(key.replica(), stream);
  }

  @Override
  public CellKey decode(InputStream stream) throws IOException {
    return new CellKey(
        TEXT.decode(stream),
        TEXT.decode(stream),
        NULLABLE_TEXT.decode(stream),
        SEED.decode(stream));
  }
}
