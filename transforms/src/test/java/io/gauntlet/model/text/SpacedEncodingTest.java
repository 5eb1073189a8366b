package io.gauntlet.model.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpacedEncodingTest {
  private static final byte[] JSON =
      Vocabulary.of(List.of("the heart is normal. no effusion, x-ray 5"), 1, 100).tokenizerJson();

  private static final List<String> TEXTS =
      List.of(
          "the",
          "heart",
          "hearts.",
          "x-ray",
          "[UNK]",
          "[MASK].",
          "a[MASK]b",
          "[SEP]",
          "[mask]",
          "caf\u00e9",
          "e\u0301",
          "\u0301",
          "\u00a0no\u00a0effusion",
          "\u5fc3\u81d3",
          "HEART",
          "\t5\n",
          "\uD83D\uDE00",
          "\u200b",
          "\u0000",
          "--",
          "",
          "##rt",
          "effusion,no");

  @Test
  void saysWhatTheTokenizerSaysOfTheWholeCaption() throws IOException {
    try (HuggingFaceTokenizer tokenizer = open(JSON)) {
      assertTrue(SpacedEncoding.fits(new ObjectMapper().readTree(JSON), tokenizer));
      SpacedEncoding spaced = new SpacedEncoding(tokenizer);
      SplittableRandom random = new SplittableRandom(2);
      for (int round = 0; round < 2000; round++) {
        String caption =
            IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> TEXTS.get(random.nextInt(TEXTS.size())))
                .collect(Collectors.joining(" "));
        assertArrayEquals(tokenizer.encode(caption).getIds(), spaced.encode(caption), caption);
      }
    }
  }

  @Test
  void aTokenizerThatLooksAcrossSpacesIsAskedAboutWholeCaptions() throws IOException {
    String json = new String(JSON, StandardCharsets.UTF_8);
    String metaspace = json.replace("{\"type\":\"BertPreTokenizer\"}", "{\"type\":\"Whitespace\"}");
    String spacedToken =
        json.replace("\"content\":\"[MASK]\"", "\"content\":\"no effusion\"")
            .replace("\"[MASK]\":", "\"no effusion\":");
    for (String other : List.of(metaspace, spacedToken)) {
      assertTrue(!other.equals(json));
      try (HuggingFaceTokenizer tokenizer = open(other.getBytes(StandardCharsets.UTF_8))) {
        assertFalse(SpacedEncoding.fits(new ObjectMapper().readTree(other), tokenizer));
      }
    }
  }

  private static HuggingFaceTokenizer open(byte[] json) throws IOException {
    return HuggingFaceTokenizer.newInstance(
        new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"));
  }
}
