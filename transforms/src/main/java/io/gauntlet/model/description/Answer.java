package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.KnownNames;
import io.gauntlet.model.Victim;
import io.gauntlet.model.config.ConfigKeys;
import io.gauntlet.model.description.Values.Alone;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a victim answers, as its config says it:
 *
 * <pre>{@code
 * "output": {"entry": "logits", "values": "sigmoid"},
 * "outputs": "labels", "classes": ["Edema", "Mass", "Pneumothorax"], "positive": "Pneumothorax"
 * }</pre>
 *
 * @param classes what its numbers are of, in their order; NORMAL and ABNORMAL unless given, and
 *     empty where {@code positive} is a place and no names are
 * @param outputs whether they are of classes, of which one is decided on, or of labels
 * @param entry which of several results it is
 * @param values what its numbers are; empty where the config does not say, and they are logits
 * @param positive the place of the class or label that is the positive class of the studies; empty
 *     where the studies have these classes
 */
public record Answer(
    ImmutableList<String> classes,
    Outputs outputs,
    Entry entry,
    Optional<Values> values,
    OptionalInt positive) {
  /** The keys of the config that say it. */
  public static final ImmutableSet<String> KEYS =
      ImmutableSet.of("classes", "outputs", "output", "positive");

  private static final String CLASSES = "classes";
  private static final String OUTPUT = "output";
  private static final String POSITIVE = "positive";
  private static final float SUMS_TO_ONE = 1e-3f;
  private static final ImmutableSet<DataType> FLOATS =
      ImmutableSet.of(DataType.FLOAT32, DataType.FLOAT64, DataType.FLOAT16, DataType.BFLOAT16);

  /** What a victim has an output of. */
  public enum Outputs {
    /** Classes, of which one is decided on. */
    CLASSES,
    /** Labels, each of which may be there. */
    LABELS
  }

  /**
   * Reads it.
   *
   * @param config the root
   * @throws IllegalArgumentException when a value is wrong; names the key
   */
  public static Answer of(ConfigKeys config) {
    Optional<ImmutableList<String>> names = config.texts(CLASSES);
    Optional<Outputs> said =
        config.word("outputs", ImmutableMap.of(CLASSES, Outputs.CLASSES, "labels", Outputs.LABELS));
    boolean hasPositive = config.value(POSITIVE).isPresent();
    if (hasPositive && said.isEmpty()) {
      throw config.fault(
          POSITIVE,
          "needs outputs beside it: \"outputs\": \"labels\" where several findings may be there at"
              + " once, \"classes\" where they exclude each other");
    }
    Outputs outputs = said.orElse(Outputs.CLASSES);
    OptionalInt positive = positive(config, names.orElse(ImmutableList.of()));
    if (outputs == Outputs.LABELS && names.isEmpty() && positive.isEmpty()) {
      throw new IllegalArgumentException("outputs labels needs their names under classes");
    }
    ImmutableList<String> classes =
        names.orElse(hasPositive ? ImmutableList.of() : ClassNames.NORMAL_ABNORMAL);
    if (classes.size() > 1 || (outputs == Outputs.CLASSES && !hasPositive)) {
      ClassNames.check(classes);
    }
    boolean oneWord = config.value(OUTPUT).filter(value -> value.isTextual()).isPresent();
    Optional<ConfigKeys> output =
        oneWord ? Optional.empty() : config.place(OUTPUT, ImmutableSet.of("entry", "values"));
    return new Answer(
        classes,
        outputs,
        output.map(Entry::of).orElse(Entry.ONLY),
        oneWord
            ? config.word(OUTPUT, Values.BY_NAME)
            : output.flatMap(keys -> keys.word("values", Values.BY_NAME)),
        positive);
  }

  /** Logits of classes, in their order. */
  public static Answer ofLogits(List<String> classes) {
    ClassNames.check(classes);
    return new Answer(
        ImmutableList.copyOf(classes),
        Outputs.CLASSES,
        Entry.ONLY,
        Optional.of(Values.LOGITS),
        OptionalInt.empty());
  }

  private static OptionalInt positive(ConfigKeys config, List<String> names) {
    if (config.value(POSITIVE).filter(value -> value.isInt()).isPresent()) {
      int place = config.count(POSITIVE, 0).orElseThrow();
      if (!names.isEmpty() && place >= names.size()) {
        throw config.fault(
            POSITIVE,
            "is %s, and the places of classes go to %s".formatted(place, names.size() - 1));
      }
      return OptionalInt.of(place);
    }
    Optional<String> name = config.text(POSITIVE);
    if (name.isEmpty()) {
      return OptionalInt.empty();
    }
    int place = names.indexOf(name.get());
    if (place < 0) {
      throw config.fault(
          POSITIVE,
          "is \"%s\", which is none of classes%s"
              .formatted(name.get(), KnownNames.instead(name.get(), names)));
    }
    return OptionalInt.of(place);
  }

  /**
   * The numbers of studies as the victim gives them.
   *
   * @param results of one call
   * @return float32 {@code [batch, n]}; n is 1 where the only number of two classes is that of the
   *     positive one
   * @throws IllegalArgumentException when they are not what the config says
   */
  public NDArray numbers(NDList results, long batch) {
    NDArray given = entry.of(results);
    Shape shape = given.getShape();
    boolean rows = batch == 1 || (shape.dimension() > 0 && shape.get(0) == batch);
    long width = shape.size() / batch;
    if (!rows
        || shape.size() != width * batch
        || !isExpected(width)
        || !FLOATS.contains(given.getDataType())) {
      throw new IllegalArgumentException(
          "it gives %s of shape %s for %s studies; an answer has floating-point numbers of shape %s"
              .formatted(given.getDataType(), shape, batch, expected()));
    }
    return inSinglePrecision(given).reshape(batch, width);
  }

  /** By an addition in place, for no gradient passes through DJL's change of type. */
  private static NDArray inSinglePrecision(NDArray given) {
    return given.getDataType() == DataType.FLOAT32
        ? given
        : given.getManager().zeros(given.getShape()).addi(given);
  }

  private boolean isExpected(long width) {
    if (classes.isEmpty()) {
      return width > positive.orElseThrow();
    }
    return width == classes.size() || (width == 1 && mayBeSingle());
  }

  private boolean mayBeSingle() {
    return outputs == Outputs.CLASSES && classes.size() == 2;
  }

  private String expected() {
    if (classes.isEmpty()) {
      return "[batch, n] of which \"positive\": %s is one".formatted(positive.orElseThrow());
    }
    if (!mayBeSingle()) {
      return "[batch, %s], one for each of %s, which classes names"
          .formatted(classes.size(), classes);
    }
    return "[batch, 2] or [batch, 1]"
        + (classes.equals(ClassNames.NORMAL_ABNORMAL) ? "; name other classes in classes" : "");
  }

  /**
   * The logits of the classes or labels.
   *
   * @param numbers as {@link #numbers} gives them
   * @return {@code [batch, classes]}
   */
  public NDArray logits(NDArray numbers) {
    boolean single = numbers.getShape().get(1) == 1 && mayBeSingle();
    Alone alone = single || outputs == Outputs.LABELS ? Alone.YES : Alone.NO;
    NDArray logits = values.orElse(Values.LOGITS).logits(numbers, alone);
    return single ? NDArrays.concat(new NDList(logits.zerosLike(), logits), 1) : logits;
  }

  /**
   * Refuses numbers that look like probabilities where the config does not say what they are.
   *
   * @param numbers of studies that differ from each other
   * @throws IOException when all are in {@code [0, 1]}, and alone or of labels or add up to one
   */
  public void requireLogits(NDArray numbers) throws IOException {
    if (values.isPresent() || numbers.min().getFloat() < 0 || numbers.max().getFloat() > 1) {
      return;
    }
    boolean single = numbers.getShape().get(1) == 1;
    boolean sums = numbers.sum(new int[] {1}).sub(1f).abs().max().getFloat() < SUMS_TO_ONE;
    // Two logits may both happen to be small; numbers that stand alone hardly are, study by study.
    if (single || sums || outputs == Outputs.LABELS) {
      throw new IOException(
          ("its numbers are all between 0 and 1%s, so they are no logits; say \"output\": \"%s\", or"
                  + " \"logits\" where they are")
              .formatted(
                  sums ? " and add up to one" : "",
                  single || (sums && outputs == Outputs.CLASSES) ? "probability" : "sigmoid"));
    }
  }

  /**
   * A victim with this answer, for studies of some classes.
   *
   * @param victim with the logits of all classes or labels, lent
   * @param names the classes of the studies
   */
  public Victim forClasses(Victim victim, List<String> names) {
    if (names.size() != 2) {
      return victim;
    }
    int place = positive.orElse(outputs == Outputs.LABELS ? classes.indexOf(names.get(1)) : -1);
    if (place < 0) {
      return victim;
    }
    return outputs == Outputs.LABELS
        ? new OneLabel(victim, names, place)
        : new OneClass(victim, names, place);
  }
}
