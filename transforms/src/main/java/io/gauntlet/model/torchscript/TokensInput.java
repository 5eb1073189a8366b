package io.gauntlet.model.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import io.gauntlet.model.Branch;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;

/**
 * Captions as arguments {@code [batch, length]} int64, such as ids and mask.
 *
 * @param tokenizer owned
 * @param length to which all captions are cut and padded, in tokens
 * @param arrays the arguments, in their order
 */
record TokensInput(Tokenizer tokenizer, int length, ImmutableList<TokenArray> arrays)
    implements ModuleInput, TextBranch {

  @Override
  public NDArray embed(NDManager scope, List<String> captions) {
    float[] values = new float[captions.size() * 2 * length];
    for (int row = 0; row < captions.size(); row++) {
      long[] ids = tokenizer.encode(captions.get(row));
      for (int i = 0; i < ids.length; i++) {
        values[row * 2 * length + i] = ids[i];
        values[row * 2 * length + length + i] = 1;
      }
    }
    return scope.create(values, new Shape(captions.size(), 2L * length));
  }

  @Override
  public boolean cuts(String caption) {
    return tokenizer.cuts(caption);
  }

  @Override
  public Branch branch() {
    return this;
  }

  @Override
  public List<NDArray> arguments(NDArray embedding) {
    NDArray whole = embedding.toType(DataType.INT64, true).reshape(-1, 2, length);
    NDArray ids = whole.get(":, 0");
    return arrays.stream()
        .map(
            array ->
                switch (array) {
                  case IDS -> ids;
                  case MASK -> whole.get(":, 1");
                  case TYPES -> ids.zerosLike();
                })
        .toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
