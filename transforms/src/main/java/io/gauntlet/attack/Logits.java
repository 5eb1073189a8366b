package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import io.gauntlet.data.Margin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A victim's logits on one study, outside of native memory: the form in which logits leave the
 * scope that computed them. Immutable.
 */
public final class Logits {
  private final float[] values;

  private Logits(float[] values) {
    this.values = values;
  }

  /** The logits of one study, a class each. */
  public static Logits of(float... values) {
    return new Logits(values.clone());
  }

  /**
   * The logits of each study of a batch.
   *
   * @param batch {@code [studies, classes]}
   */
  public static List<Logits> rows(NDArray batch) {
    int classes = Math.toIntExact(batch.getShape().get(1));
    float[] flat = batch.toFloatArray();
    List<Logits> rows = new ArrayList<>();
    for (int from = 0; from < flat.length; from += classes) {
      rows.add(new Logits(Arrays.copyOfRange(flat, from, from + classes)));
    }
    return List.copyOf(rows);
  }

  /**
   * Logits as an array that a scope owns.
   *
   * @param rows at least one
   * @return {@code [studies, classes]}
   */
  public static NDArray create(NDManager scope, List<Logits> rows) {
    float[] flat = Floats.concat(rows.stream().map(row -> row.values).toArray(float[][]::new));
    return scope.create(flat, new Shape(rows.size(), flat.length / rows.size()));
  }

  /** The logit of a class. */
  public float get(int label) {
    return values[label];
  }

  /** How far a class is ahead of the best other one. */
  public double margin(int label) {
    return Margin.of(Floats.asList(values), label);
  }

  /** How far each other class leads over one, the best of them first. */
  public double[] leads(int label) {
    return Margin.leads(Floats.asList(values), label);
  }

  /** The best class but one, the first of equals. */
  public int rival(int label) {
    return Margin.rival(Floats.asList(values), label);
  }

  /** The logarithm of the odds of a class; of two classes its margin. */
  public double logOdds(int label) {
    return Margin.logOdds(Floats.asList(values), label);
  }

  /** Number of classes. */
  public int classes() {
    return values.length;
  }

  /** Whether every logit is a finite number. */
  public boolean isFinite() {
    return Floats.asList(values).stream().allMatch(Float::isFinite);
  }

  /** The logits as outcomes hold them. */
  public List<Float> toList() {
    return List.copyOf(Floats.asList(values));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Logits that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
