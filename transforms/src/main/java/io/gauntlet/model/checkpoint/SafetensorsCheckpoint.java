package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.JsonObjects;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The safetensors format: the length of a header, the header as JSON, then the data of all tensors
 * one after the other without a gap.
 */
final class SafetensorsCheckpoint implements Checkpoint {
  /** The longest header that is read; that of a network of 10,000 tensors has about 1 MB. */
  private static final long LONGEST_HEADER = 8 << 20;

  private static final int LENGTH = Long.BYTES;

  private final ChannelReader file;
  private final ImmutableSortedMap<String, TensorInfo> tensors;
  private final Map<String, Long> positions;

  private SafetensorsCheckpoint(
      ChannelReader file, Map<String, TensorInfo> tensors, Map<String, Long> positions) {
    this.file = file;
    this.tensors = ImmutableSortedMap.copyOf(tensors);
    this.positions = positions;
  }

  static SafetensorsCheckpoint open(ChannelReader file) throws IOException {
    long length = file.bytes(0, LENGTH, "its header").getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, file.size() - LENGTH)) {
      throw new IOException(
          "%s: the header claims %d bytes of a file of %d; the file is damaged, fetch it again"
              .formatted(file.source(), length, file.size()));
    }
    byte[] header = file.bytes(LENGTH, (int) length, "its header").array();
    JsonNode entries = JsonObjects.read(header, file.source() + ": the header");
    Map<String, TensorInfo> tensors = new HashMap<>();
    List<Place> places = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        String name = TensorInfo.checkedName(entry.getKey(), file.source());
        TensorInfo tensor = tensor(file.source(), name, entry.getValue());
        tensors.put(tensor.name(), tensor);
        places.add(place(file.source(), tensor, entry.getValue().path("data_offsets")));
      }
    }
    places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
    Map<String, Long> positions = new HashMap<>();
    long end = 0;
    for (Place place : places) {
      if (place.begin() != end) {
        throw new IOException(
            "%s: tensor %s begins at byte %d of the data, not at %d; the file is damaged"
                .formatted(file.source(), place.tensor(), place.begin(), end));
      }
      positions.put(place.tensor(), LENGTH + length + end);
      end = place.end();
    }
    long data = file.size() - LENGTH - length;
    if (end != data) {
      throw new IOException(
          "%s holds %d bytes of data and its header claims %d, the last of tensor %s; fetch it again"
              .formatted(
                  file.source(),
                  data,
                  end,
                  places.isEmpty() ? "none" : places.get(places.size() - 1).tensor()));
    }
    return new SafetensorsCheckpoint(file, tensors, positions);
  }

  private record Place(String tensor, long begin, long end) {}

  private static TensorInfo tensor(String source, String name, JsonNode entry) throws IOException {
    String type = entry.path("dtype").asText();
    ElementType element =
        EnumSet.allOf(ElementType.class).stream()
            .filter(known -> known.name().equals(type))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "%s: tensor %s has the type '%s', which is not read; save it as F32"
                            .formatted(source, name, Quoted.of(type))));
    Shape shape = Sizes.shape(numbers(source, name, entry.path("shape")), name, source);
    return new TensorInfo(name, element, shape);
  }

  private static Place place(String source, TensorInfo tensor, JsonNode offsets)
      throws IOException {
    List<Long> ends = numbers(source, tensor.name(), offsets);
    if (ends.size() != 2 || ends.get(0) < 0 || ends.get(1) - ends.get(0) != Sizes.bytes(tensor)) {
      throw new IOException(
          "%s: tensor %s of shape %s and type %s cannot lie at bytes %s; the file is damaged"
              .formatted(source, tensor.name(), tensor.shape(), tensor.type(), ends));
    }
    return new Place(tensor.name(), ends.get(0), ends.get(1));
  }

  private static List<Long> numbers(String source, String name, JsonNode array) throws IOException {
    List<Long> numbers = new ArrayList<>();
    boolean whole = array.isArray();
    for (JsonNode number : array) {
      whole &= number.isIntegralNumber() && number.canConvertToLong();
      numbers.add(number.asLong());
    }
    if (!whole) {
      throw new IOException(
          "%s: the header's entry of tensor %s lacks its shape or place; the file is damaged"
              .formatted(source, name));
    }
    return numbers;
  }

  @Override
  public String source() {
    return file.source();
  }

  @Override
  public SortedMap<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name) throws IOException {
    return file.floats(tensor(name), positions.get(name));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
