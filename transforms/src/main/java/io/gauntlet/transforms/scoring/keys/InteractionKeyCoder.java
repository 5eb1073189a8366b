package io.gauntlet.transforms.scoring.keys;

import io.gauntlet.score.InteractionKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** An interaction's key, the same bytes for equal keys. */
public final class InteractionKeyCoder extends KeyCoder<InteractionKey> {
  private static final long serialVersionUID = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final NullableCoder<Long> SEED = NullableCoder.of(VarLongCoder.of());

  @Override
  public void encode(InteractionKey key, OutputStream stream) throws IOException {
    TEXT.encode(key.victim(), stream);
    SEED.encode(key.replica(), stream);
    TEXT.encode(key.imageAttack(), stream);
    TEXT.encode(key.textAttack(), stream);
  }

  @Override
  public InteractionKey decode(InputStream stream) throws IOException {
    return new InteractionKey(
        TEXT.decode(stream), SEED.decode(stream), TEXT.decode(stream), TEXT.decode(stream));
  }
}
