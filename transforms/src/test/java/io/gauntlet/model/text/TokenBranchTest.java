package io.gauntlet.model.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.Capability;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.TinyBert;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenBranchTest {
  private static final List<String> CAPTIONS =
      List.of("the heart is normal. no effusion 1", "large left effusion, heart enlarged");

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private static TokenBranch tokens(Victim victim) {
    return victim.branch(TextBranch.class).flatMap(TextBranch::tokens).orElseThrow();
  }

  @Test
  void fromVectorsItSaysWhatItSaysFromCaptions() {
    NetworkVictim classifier = TinyBert.classifier(manager, CAPTIONS);
    TokenBranch branch = tokens(classifier);
    TokenBatch tokens = branch.encode(manager, CAPTIONS);
    NDArray laidOpen = branch.embedding(branch.vectors(tokens.ids()), tokens.mask());
    assertArrayEquals(
        classifier.logits(manager, StudyInputs.ofCaptions(CAPTIONS)).toFloatArray(),
        laidOpen.toFloatArray(),
        0);
  }

  @Test
  void itsWordsAreWholeLowerCasedAndOfTwoLettersOrMore() {
    TokenBranch branch = tokens(TinyBert.classifier(manager, CAPTIONS));
    WordTable words = branch.words();
    List<String> found = new ArrayList<>();
    for (int word = 0; word < words.size(); word++) {
      found.add(words.word(word));
      NDArray id = manager.create(new long[] {branch.pieces(words.word(word)).ids().get(1)});
      float[] vector = branch.vectors(id.reshape(1, 1)).toFloatArray();
      float own = words.products(vector)[word];
      double square = 0;
      for (float value : vector) {
        square += value * value;
      }
      assertEquals(square, own, 1e-4);
    }
    assertEquals(
        Set.of("the", "heart", "is", "normal", "no", "effusion", "large", "left", "enlarged"),
        Set.copyOf(found));
    assertEquals(OptionalInt.empty(), words.find("x"));
  }

  @Test
  void piecesSayWhereTheyAreInTheCaption() {
    TokenBranch branch = tokens(TinyBert.classifier(manager, CAPTIONS));
    String caption = "\uD83D\uDE00 heart hearts.";
    CaptionPieces pieces = branch.pieces(caption);
    List<String> parts =
        pieces.places().stream()
            .map(place -> caption.substring(place.lowerEndpoint(), place.upperEndpoint()))
            .toList();
    assertEquals(List.of("", "\uD83D\uDE00", "heart", "heart", "s", ".", ""), parts);
    String longer = "heart ".repeat(100);
    assertEquals(48, branch.pieces(longer).ids().length());
    assertEquals(48, branch.pieces(longer).places().size());
  }

  @Test
  void aGapIsFilledWithTheWordThatTheHeadIsMadeToLike() {
    NetworkVictim classifier = TinyBert.classifier(manager, CAPTIONS, true);
    TokenBranch branch = tokens(classifier);
    assertTrue(classifier.capabilities().contains(Capability.MASKED_WORDS));
    Weights weights = classifier.weights();
    NDArray bias = weights.get("text.cls.predictions.bias");
    float[] liked = new float[(int) bias.size()];
    liked[(int) branch.pieces("enlarged").ids().get(1)] = 1000;
    liked[(int) branch.pieces("normal").ids().get(1)] = 900;
    liked[(int) branch.pieces(".").ids().get(1)] = 2000;
    bias.set(liked);
    String beyond = "heart ".repeat(60) + "[MASK]";
    List<List<String>> filled =
        branch.fill(manager, List.of("the heart is [MASK].", beyond, "[MASK] heart"), 2);
    List<String> expected = List.of("enlarged", "normal");
    assertEquals(List.of(expected, List.of(), expected), filled);
  }

  @Test
  void theHeadReadsTheHiddenStateOfTheGap() {
    TokenBranch branch = tokens(TinyBert.classifier(manager, CAPTIONS, true));
    List<String> captions = List.of("the heart is [MASK].", "no [MASK] 1");
    List<List<String>> together = branch.fill(manager, captions, 9);
    assertEquals(9, Set.copyOf(together.get(0)).size());
    assertTrue(!together.get(0).equals(together.get(1)));
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of(together.get(i)), branch.fill(manager, captions.subList(i, i + 1), 9));
    }
  }

  @Test
  void withoutAHeadItSaysSo() {
    NetworkVictim classifier = TinyBert.classifier(manager, CAPTIONS);
    TokenBranch branch = tokens(classifier);
    assertEquals(
        Set.of(Capability.LOGITS, Capability.TOKEN_GRADIENTS, Capability.WORD_VECTORS),
        classifier.capabilities());
    assertThrows(
        UnsupportedOperationException.class, () -> branch.fill(manager, List.of("[MASK]"), 1));
  }
}
