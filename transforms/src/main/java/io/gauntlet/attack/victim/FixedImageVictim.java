package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.common.collect.Range;
import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.attack.WordSpace;
import io.gauntlet.data.Modality;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.text.CaptionPieces;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.TokenBranch;
import io.gauntlet.model.text.WordTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A victim as a function of its captions: what it reads of the other modalities is fixed, embedded
 * once however many captions an attack tries.
 *
 * @param victim the victim
 * @param captions its text branch
 * @param fixed the embeddings {@code [rows, width]} of the other modalities
 */
public record FixedImageVictim(
    NDManager manager,
    Victim victim,
    TextBranch captions,
    Map<Modality, NDArray> fixed,
    Embeddings embeddings)
    implements TextClassifier {
  private static final int POOL = 32;

  /**
   * A victim before fixed images.
   *
   * @throws java.util.NoSuchElementException when it sees no text
   */
  public static FixedImageVictim of(
      NDManager manager, Victim victim, Map<Modality, NDArray> fixed, Embeddings embeddings) {
    return new FixedImageVictim(
        manager, victim, victim.branch(TextBranch.class).orElseThrow(), fixed, embeddings);
  }

  @Override
  public List<Logits> logits(List<TextCandidate> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Logits> logits = new ArrayList<>();
    try (NDManager scope = manager.newSubManager()) {
      NDArray text = embeddings.text(scope, captions, captions(candidates));
      // A victim of the user's own may do all of its work where the branches meet.
      int pool = victim.studiesAtOnce();
      for (int from = 0; from < candidates.size(); from += pool) {
        int to = Math.min(from + pool, candidates.size());
        logits.addAll(fuse(scope, candidates.subList(from, to), text, from, to));
      }
    }
    return logits;
  }

  private List<Logits> fuse(
      NDManager parent, List<TextCandidate> candidates, NDArray text, int from, int to) {
    try (NDManager scope = parent.newSubManager()) {
      NDArray words = text.get(scope, new NDIndex("{}:{}", from, to));
      Map<Modality, NDArray> others = others(scope, candidates);
      return Logits.rows(Gradients.without(() -> fuse(others, words)));
    }
  }

  private NDArray fuse(Map<Modality, NDArray> others, NDArray words) {
    Map<Modality, NDArray> all = new EnumMap<>(Modality.class);
    all.putAll(others);
    all.put(Modality.TEXT, words);
    return victim.fuse(all);
  }

  @Override
  public Optional<WordSpace> wordSpace() {
    return captions.tokens().map(Laid::new);
  }

  @Override
  public Optional<GapFiller> gapFiller() {
    return captions
        .tokens()
        .filter(TokenBranch::fillsGaps)
        .map(
            branch ->
                (captions, count) ->
                    inPools(
                        captions,
                        Function.identity(),
                        pool -> Gradients.without(() -> branch.fill(manager, pool, count))));
  }

  /** The inside of this victim. */
  private final class Laid implements WordSpace {
    private final TokenBranch branch;

    Laid(TokenBranch branch) {
      this.branch = branch;
    }

    @Override
    public WordTable words() {
      return branch.words();
    }

    @Override
    public List<WordGradients> gradients(List<TextCandidate> candidates, List<Integer> labels) {
      record Labelled(TextCandidate candidate, long label) {}
      return inPools(
          IntStream.range(0, candidates.size())
              .mapToObj(i -> new Labelled(candidates.get(i), labels.get(i)))
              .toList(),
          labelled -> labelled.candidate().caption(),
          pool ->
              gradients(
                  pool.stream().map(Labelled::candidate).toList(),
                  pool.stream().mapToLong(Labelled::label).toArray()));
    }

    private List<WordGradients> gradients(List<TextCandidate> candidates, long[] labels) {
      try (NDManager scope = manager.newSubManager()) {
        TokenBatch tokens = branch.encode(scope, captions(candidates));
        NDArray vectors = Gradients.without(() -> branch.vectors(tokens.ids()).duplicate());
        vectors.setRequiresGradient(true);
        Map<Modality, NDArray> others = others(scope, candidates);
        NDArray truth = scope.create(labels);
        NDArray[] logits = new NDArray[1];
        Gradients.backward(
            () -> {
              logits[0] = fuse(others, branch.embedding(vectors, tokens.mask()));
              return Loss.MARGIN.of(logits[0], truth);
            });
        List<Logits> scores = Logits.rows(logits[0].stopGradient());
        float[] gradient = vectors.getGradient().toFloatArray();
        int width = (int) vectors.getShape().get(2);
        int length = (int) vectors.getShape().get(1);
        List<WordGradients> answers = new ArrayList<>();
        for (int row = 0; row < candidates.size(); row++) {
          CaptionPieces pieces = branch.pieces(candidates.get(row).caption());
          Map<Range<Integer>, float[]> byPlace = new LinkedHashMap<>();
          for (int piece = 0; piece < pieces.places().size(); piece++) {
            if (!pieces.places().get(piece).isEmpty()) {
              int start = (row * length + piece) * width;
              byPlace.put(
                  pieces.places().get(piece), Arrays.copyOfRange(gradient, start, start + width));
            }
          }
          answers.add(new WordGradients(scores.get(row), Map.copyOf(byPlace)));
        }
        return answers;
      }
    }
  }

  /** Does work in pools of captions of like length, and puts the answers in the order asked for. */
  private static <T, R> List<R> inPools(
      List<T> asked, Function<T, String> caption, Function<List<T>, List<R>> work) {
    List<Integer> order =
        IntStream.range(0, asked.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> caption.apply(asked.get(i)).length()))
            .toList();
    List<R> answers = new ArrayList<>(Collections.nCopies(asked.size(), null));
    for (List<Integer> pool : Lists.partition(order, POOL)) {
      List<R> answered = work.apply(pool.stream().map(asked::get).toList());
      for (int i = 0; i < pool.size(); i++) {
        answers.set(pool.get(i), answered.get(i));
      }
    }
    return answers;
  }

  private static List<String> captions(List<TextCandidate> candidates) {
    return candidates.stream().map(TextCandidate::caption).toList();
  }

  private Map<Modality, NDArray> others(NDManager scope, List<TextCandidate> candidates) {
    int[] picked = candidates.stream().mapToInt(TextCandidate::row).toArray();
    return Map.copyOf(
        Maps.transformValues(fixed, table -> StudyRows.all(table).rows(picked).in(scope)));
  }
}
