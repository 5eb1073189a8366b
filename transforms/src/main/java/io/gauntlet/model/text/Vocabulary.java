package io.gauntlet.model.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WordPiece vocabulary: that of a pretrained encoder, or that of a cohort, for encoders trained
 * from nothing. The latter has the special tokens, every character seen (alone and continuing a
 * word), and the words that occur often enough; a word that was never seen falls into its
 * characters.
 */
public final class Vocabulary {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}\\s]");
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private final List<String> pieces;

  private Vocabulary(List<String> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * The vocabulary of a {@code vocab.txt}, a word piece a line.
   *
   * @param source named in errors
   * @throws IOException when a piece is there twice, or a special token is not there
   */
  public static Vocabulary read(List<String> lines, String source) throws IOException {
    List<String> pieces = new ArrayList<>(lines);
    while (!pieces.isEmpty() && pieces.get(pieces.size() - 1).isEmpty()) {
      pieces.remove(pieces.size() - 1);
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int line = 1; line <= pieces.size(); line++) {
      Integer before = seen.put(pieces.get(line - 1), line);
      if (before != null) {
        throw new IOException(
            "%s: line %s holds the word piece '%s' of line %s again; the file is damaged"
                .formatted(source, line, Quoted.of(pieces.get(line - 1)), before));
      }
    }
    for (String special : SPECIAL) {
      if (!seen.containsKey(special)) {
        throw new IOException(source + " lacks " + special + "; it is not a vocabulary of BERT");
      }
    }
    return new Vocabulary(pieces);
  }

  /**
   * The vocabulary of captions, independent of their order.
   *
   * @param leastCount how often a word must occur, at least 1
   * @param most largest number of words kept; the most frequent win
   */
  public static Vocabulary of(Iterable<String> captions, int leastCount, int most) {
    Map<String, Integer> counts = new TreeMap<>();
    TreeSet<String> characters = new TreeSet<>();
    for (String caption : captions) {
      Matcher matcher = WORD.matcher(caption);
      while (matcher.find()) {
        counts.merge(matcher.group(), 1, Integer::sum);
        matcher.group().codePoints().mapToObj(Character::toString).forEach(characters::add);
      }
    }
    List<String> pieces = new ArrayList<>(SPECIAL);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      characters.add(String.valueOf(letter));
    }
    characters.forEach(pieces::add);
    characters.forEach(character -> pieces.add("##" + character));
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= leastCount)
        .filter(entry -> !characters.contains(entry.getKey()))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .forEach(entry -> pieces.add(entry.getKey()));
    return new Vocabulary(pieces);
  }

  /** Number of word pieces. */
  public int size() {
    return pieces.size();
  }

  /** A {@code tokenizer.json} that Hugging Face's tokenizers open; it lower-cases what it reads. */
  public byte[] tokenizerJson() {
    try {
      return JSON.writeValueAsBytes(tokenizer());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same as a tree, which belongs to the caller. */
  public ObjectNode tokenizer() {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    for (String special : SPECIAL) {
      added
          .addObject()
          .put("id", pieces.indexOf(special))
          .put("content", special)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    json.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", true)
        .putNull("strip_accents")
        .put("lowercase", true);
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    ObjectNode processor = json.putObject("post_processor").put("type", "BertProcessing");
    processor.putArray("sep").add("[SEP]").add(pieces.indexOf("[SEP]"));
    processor.putArray("cls").add("[CLS]").add(pieces.indexOf("[CLS]"));
    json.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    ObjectNode vocabulary =
        json.putObject("model")
            .put("type", "WordPiece")
            .put("unk_token", "[UNK]")
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", 100)
            .putObject("vocab");
    for (int id = 0; id < pieces.size(); id++) {
      vocabulary.put(pieces.get(id), id);
    }
    return json;
  }
}
