package io.gauntlet.model.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.model.description.Answer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@link StudyScorer} as attacks see victims. What the model does inside is hidden, so the
 * embedding of an image is its pixels, that of a caption its number, and all work is done where the
 * two meet.
 */
public final class ScorerVictim implements Victim {
  private final StudyScorer scorer;
  private final Answer answer;
  private final ImmutableMap<Modality, Branch> branches;
  private final CaptionNumbers captions = new CaptionNumbers();
  private final Runnable closing;

  private ScorerVictim(StudyScorer scorer, Answer answer, Runnable closing) {
    this.scorer = scorer;
    this.answer = answer;
    this.closing = closing;
    Map<Modality, Branch> seen = new EnumMap<>(Modality.class);
    scorer.imageSize().ifPresent(size -> seen.put(Modality.IMAGE, new Pixels(size)));
    if (scorer.readsCaptions()) {
      seen.put(Modality.TEXT, new Captions(captions));
    }
    this.branches = Maps.immutableEnumMap(seen);
  }

  /**
   * A victim that asks a scorer.
   *
   * @param scorer owned
   * @throws IllegalArgumentException when it sees nothing
   */
  static ScorerVictim of(StudyScorer scorer) {
    return of(scorer, Answer.ofLogits(scorer.classNames()));
  }

  /**
   * A victim that asks a scorer whose numbers are no logits yet.
   *
   * @param scorer owned
   * @param answer what its numbers are
   * @throws IllegalArgumentException when it sees nothing
   */
  public static ScorerVictim of(StudyScorer scorer, Answer answer) {
    if (scorer.imageSize().isEmpty() && !scorer.readsCaptions()) {
      throw new IllegalArgumentException("it sees neither images nor captions");
    }
    return new ScorerVictim(scorer, answer, scorer::close);
  }

  @Override
  public Map<Modality, Branch> branches() {
    return branches;
  }

  @Override
  public List<String> classNames() {
    return answer.classes();
  }

  /**
   * The same model with a memory of captions of its own, which goes with the work that it is asked
   * for: each batch of studies asks for one.
   */
  @Override
  public Victim forClasses(List<String> names) {
    return answer.forClasses(new ScorerVictim(scorer.forWork(), answer, () -> {}), names);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.LOGITS);
  }

  @Override
  public int studiesAtOnce() {
    return scorer.studiesAtOnce();
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    NDArray any = Iterables.get(embeddings.values(), 0);
    int studies = (int) any.getShape().get(0);
    SeenImages images =
        branches.containsKey(Modality.IMAGE)
            ? SeenImages.of(embeddings.get(Modality.IMAGE).toFloatArray(), studies)
            : SeenImages.NONE;
    List<String> texts =
        branches.containsKey(Modality.TEXT)
            ? captions.captions(embeddings.get(Modality.TEXT).toFloatArray())
            : List.of();
    float[][] rows = scorer.score(images, texts);
    if (rows.length != studies) {
      throw new IllegalStateException(
          "it gives %s rows for %s studies; give one for each".formatted(rows.length, studies));
    }
    int width = rows[0].length;
    float[] flat = new float[studies * width];
    for (int i = 0; i < studies; i++) {
      if (rows[i].length != width) {
        throw new IllegalStateException(
            "it gives rows of %s and of %s numbers; give as many for each study"
                .formatted(width, rows[i].length));
      }
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    NDArray numbers = any.getManager().create(flat, new Shape(studies, width));
    return answer.logits(answer.numbers(new NDList(numbers), studies));
  }

  @Override
  public void requireSteady() {
    scorer.requireSteady();
  }

  @Override
  public long takeBill() {
    return scorer.takeBill();
  }

  @Override
  public void close() {
    closing.run();
  }

  private record Pixels(ImageSize size) implements ImageBranch {

    @Override
    public NDArray embed(NDArray pixels) {
      return pixels.reshape(pixels.getShape().get(0), -1);
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }
  }

  private record Captions(CaptionNumbers numbers) implements TextBranch {

    @Override
    public NDArray embed(NDManager scope, List<String> captions) {
      float[] column = new float[captions.size()];
      for (int i = 0; i < column.length; i++) {
        column[i] = numbers.number(captions.get(i));
      }
      return scope.create(column, new Shape(column.length, 1));
    }
  }
}
