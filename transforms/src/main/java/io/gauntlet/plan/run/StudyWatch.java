package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.data.Modality;
import io.gauntlet.plan.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Writes down how one study of a batch came to its outcome in one cell: every answer that the
 * attacks got about it, and what it looks like in the end.
 */
public final class StudyWatch implements AttackWatch {
  private final int row;
  private final Cell cell;
  private final ImmutableSet<Content.Made> made;
  private final OptionalInt stop;
  private final List<Look> looks = new ArrayList<>();
  private final Map<Content, float[]> images = new HashMap<>();
  private final Map<Content, String> captions = new HashMap<>();
  private Optional<Appearance> atStop = Optional.empty();
  private Optional<Appearance> atEnd = Optional.empty();

  /**
   * How the study looks at some moment.
   *
   * @param images {@code [views, height, width]}, in {@code [0, 1]}; empty where no victim sees any
   * @param caption its words
   */
  public record Appearance(Optional<float[]> images, String caption) {}

  /**
   * Looks at one study.
   *
   * @param row of the study in the batch
   * @param cell whose attacks are watched
   * @param stop number of the answer at which the study is kept as it then looks; empty for none
   */
  public StudyWatch(int row, Cell cell, OptionalInt stop) {
    this.row = row;
    this.cell = cell;
    this.stop = stop;
    this.made =
        cell.attempts().stream()
            .flatMap(attempt -> attempt.study().history().stream())
            .collect(ImmutableSet.toImmutableSet());
  }

  /** The answers, in their order. */
  public List<Look> looks() {
    return List.copyOf(looks);
  }

  /** How the study looks before any attack. */
  public Appearance clean() {
    return new Appearance(images(AttackedStudy.CLEAN), caption(AttackedStudy.CLEAN));
  }

  /** How the study looks at the answer that was asked for; empty where there are fewer answers. */
  public Optional<Appearance> atStop() {
    return atStop;
  }

  /**
   * How the study looks at the end of the cell's attack.
   *
   * @throws IllegalStateException when the cell was not scored
   */
  public Appearance atEnd() {
    return atEnd.orElseThrow(() -> new IllegalStateException(cell + " was not scored"));
  }

  @Override
  public void begin(StudyBatch batch) {
    batch
        .pixels()
        .ifPresent(
            pixels -> images.put(Content.clean(Modality.IMAGE), WatchedImages.values(pixels, row)));
    captions.put(Content.clean(Modality.TEXT), batch.captions().get(row));
  }

  @Override
  public void madeImages(Content.Made content, NDArray pixels) {
    if (made.contains(content)) {
      images.put(content, WatchedImages.values(pixels, row));
    }
  }

  @Override
  public void madeCaptions(Content.Made content, List<String> texts) {
    if (made.contains(content)) {
      captions.put(content, texts.get(row));
    }
  }

  @Override
  public ImageClassifier images(Content.Made asked, List<Integer> labels, ImageClassifier victim) {
    if (!made.contains(asked)) {
      return victim;
    }
    WatchedImages.Taker taker =
        new WatchedImages.Taker() {
          @Override
          public void take(Look.Kind kind, Logits logits, Supplier<float[]> shown) {
            add(
                new Look(
                    looks.size() + 1,
                    asked.maker(),
                    kind,
                    logits,
                    logits.margin(labels.get(row)),
                    Optional.empty()),
                () -> new Appearance(Optional.of(shown.get()), caption(asked.beside())));
          }

          @Override
          public float[] clean() {
            return images.get(Content.clean(Modality.IMAGE));
          }
        };
    return new WatchedImages(victim, IntStream.range(0, labels.size()).toArray(), row, taker);
  }

  @Override
  public TextClassifier captions(
      List<Content.Made> asked, List<Integer> labels, TextClassifier victim) {
    return asked.stream().noneMatch(made::contains)
        ? victim
        : new WatchedCaptions(
            victim,
            (kind, logits, candidate) -> {
              Content.Made set = asked.get(candidate.row() / labels.size());
              if (candidate.row() % labels.size() == row && made.contains(set)) {
                add(look(set, labels, kind, logits, candidate), () -> shown(set, candidate));
              }
            });
  }

  private Look look(
      Content.Made set,
      List<Integer> labels,
      Look.Kind kind,
      Logits logits,
      TextCandidate candidate) {
    return new Look(
        looks.size() + 1,
        set.maker(),
        kind,
        logits,
        logits.margin(labels.get(row)),
        Optional.of(candidate.caption()));
  }

  private Appearance shown(Content.Made set, TextCandidate candidate) {
    return new Appearance(images(set.beside()), candidate.caption());
  }

  /** A debugger that is to stop at an answer stops here. */
  private void add(Look look, Supplier<Appearance> appearance) {
    looks.add(look);
    if (stop.isPresent() && stop.getAsInt() == look.number()) {
      atStop = Optional.of(appearance.get());
    }
  }

  @Override
  public void scored(Cell scored, List<AttackedStudy> counted) {
    if (scored.equals(cell)) {
      AttackedStudy study = counted.get(row);
      atEnd = Optional.of(new Appearance(images(study), caption(study)));
    }
  }

  private Optional<float[]> images(AttackedStudy study) {
    return Optional.ofNullable(images.get(study.content(Modality.IMAGE)));
  }

  private String caption(AttackedStudy study) {
    return captions.get(study.content(Modality.TEXT));
  }
}
