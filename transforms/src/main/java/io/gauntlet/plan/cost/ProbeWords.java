package io.gauntlet.plan.cost;

import com.google.common.collect.Range;
import com.google.common.hash.Hashing;
import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.attack.WordSpace;
import io.gauntlet.model.text.WordTable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A victim that counts what it is asked, and can do all that an attack on words may need. NORMAL is
 * ahead whatever the words, by 2 to 3; its words are those of the reports, their vectors and
 * gradients drawn from hashes.
 */
final class ProbeWords implements TextClassifier, WordSpace, GapFiller {
  private static final int WIDTH = 8;
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final WordTable words;
  private long forward;
  private long backward;

  ProbeWords(List<String> reports) {
    List<String> distinct =
        reports.stream()
            .flatMap(report -> WORD.matcher(report).results().map(MatchResult::group))
            .distinct()
            .sorted()
            .toList();
    this.words =
        new WordTable(distinct, distinct.stream().map(ProbeWords::vector).toArray(float[][]::new));
  }

  @Override
  public List<Logits> logits(List<TextCandidate> candidates) {
    forward += candidates.size();
    return candidates.stream().map(candidate -> Logits.of(lead(candidate.caption()), 0)).toList();
  }

  @Override
  public Optional<WordSpace> wordSpace() {
    return Optional.of(this);
  }

  @Override
  public Optional<GapFiller> gapFiller() {
    return Optional.of(this);
  }

  @Override
  public WordTable words() {
    return words;
  }

  @Override
  public List<WordGradients> gradients(List<TextCandidate> candidates, List<Integer> labels) {
    forward += candidates.size();
    backward += candidates.size();
    return candidates.stream().map(candidate -> gradients(candidate.caption())).toList();
  }

  private static WordGradients gradients(String caption) {
    Map<Range<Integer>, float[]> byPlace = new HashMap<>();
    for (MatchResult word : WORD.matcher(caption).results().toList()) {
      byPlace.put(Range.closedOpen(word.start(), word.end()), vector(word.group() + caption));
    }
    return new WordGradients(Logits.of(lead(caption), 0), byPlace);
  }

  @Override
  public List<List<String>> fill(List<String> captions, int count) {
    forward += captions.size();
    List<String> likely =
        IntStream.range(0, Math.min(count, words.size())).mapToObj(words::word).toList();
    return Collections.nCopies(captions.size(), likely);
  }

  private static float lead(String caption) {
    return 2 + (hash(caption) >>> 11) * 0x1.0p-53f;
  }

  private static float[] vector(String text) {
    SplittableRandom random = new SplittableRandom(hash(text));
    float[] vector = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static long hash(String text) {
    return Hashing.murmur3_128().hashString(text, StandardCharsets.UTF_8).asLong();
  }

  Passes passes() {
    return new Passes(0, 0, forward, backward);
  }
}
