package io.gauntlet.transforms.scoring.keys;

import io.gauntlet.score.compare.VictimPair;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Two victims under an attack, the same bytes for equal keys. */
final class VictimPairCoder extends KeyCoder<VictimPair> {
  private static final long serialVersionUID = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  @Override
  public void encode(VictimPair pair, OutputStream stream) throws IOException {
    TEXT.encode(pair.attack(), stream);
    TEXT.encode(pair.first(), stream);
    TEXT.encode(pair.second(), stream);
  }

  @Override
  public VictimPair decode(InputStream stream) throws IOException {
    return new VictimPair(TEXT.decode(stream), TEXT.decode(stream), TEXT.decode(stream));
  }
}
