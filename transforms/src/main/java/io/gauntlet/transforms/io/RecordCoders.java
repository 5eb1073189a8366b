package io.gauntlet.transforms.io;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Lets Beam infer the coder of Gauntlet's Avro records wherever they are elements; without it they
 * would be serialized by Java. Found by {@link java.util.ServiceLoader}.
 */
public final class RecordCoders implements CoderProviderRegistrar {

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(new OfRecords());
  }

  private static final class OfRecords extends CoderProvider {
    @Override
    public <T> Coder<T> coderFor(TypeDescriptor<T> type, List<? extends Coder<?>> componentCoders)
        throws CannotProvideCoderException {
      if (!SpecificRecord.class.isAssignableFrom(type.getRawType())) {
        throw new CannotProvideCoderException(type + " is not an Avro record");
      }
      return AvroCoder.of(type);
    }
  }
}
