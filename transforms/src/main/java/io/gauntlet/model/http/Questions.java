package io.gauntlet.model.http;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.description.PixelValues;
import java.util.List;

/**
 * Puts studies into questions, their pixels as the model takes them.
 *
 * @param manager of the memory that this takes; owned
 */
record Questions(HttpConfig config, NDManager manager) implements AutoCloseable {
  private static final ImmutableMap<DataType, String> TYPES =
      ImmutableMap.of(DataType.FLOAT32, "FP32", DataType.FLOAT64, "FP64", DataType.FLOAT16, "FP16");

  /** A question about studies. */
  Question about(List<AskedStudy> rows) {
    return new Question(
        rows.size(),
        config.pixels().map(pixels -> images(pixels, rows)),
        config
            .caption()
            .map(
                input ->
                    new Question.Captions(
                        input,
                        rows.stream()
                            .map(AskedStudy::caption)
                            .collect(ImmutableList.toImmutableList()))));
  }

  private Question.Images images(HttpConfig.Pixels pixels, List<AskedStudy> rows) {
    ImageSize size = pixels.size();
    int each = size.pixelsPerStudy();
    float[] flat = new float[rows.size() * each];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).pixels(), 0, flat, i * each, each);
    }
    PixelValues values = pixels.values();
    PixelValues single =
        new PixelValues(
            values.channels(), values.range(), values.mean(), values.std(), DataType.FLOAT32);
    try (NDManager scope = manager.newSubManager()) {
      NDArray sent = single.of(scope.create(flat, size.batch(rows.size())));
      return new Question.Images(
          pixels.input(), TYPES.get(values.type()), sent.getShape(), sent.toFloatArray());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
