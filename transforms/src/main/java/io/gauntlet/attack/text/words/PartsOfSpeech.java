package io.gauntlet.attack.text.words;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.ThreadSafePOSTaggerME;

/**
 * Tags of the words of a sentence, by OpenNLP's English model of the Universal Dependencies; opened
 * once a process at the first sentence. Safe for any thread; tagged sentences are kept, up to a
 * bound, since reports repeat theirs.
 */
final class PartsOfSpeech {
  private static final String MODEL = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

  private static final LoadingCache<List<String>, ImmutableList<String>> TAGS =
      CacheBuilder.newBuilder()
          .maximumSize(100_000)
          .build(
              CacheLoader.from(
                  sentence ->
                      ImmutableList.copyOf(Opened.TAGGER.tag(sentence.toArray(String[]::new)))));

  private PartsOfSpeech() {}

  /**
   * The universal part-of-speech tag of each word, such as {@code NOUN}.
   *
   * @throws UncheckedIOException if the model cannot be read
   */
  static List<String> of(List<String> sentence) {
    return TAGS.getUnchecked(sentence);
  }

  /** The process's one tagger. */
  private static final class Opened {
    static final ThreadSafePOSTaggerME TAGGER = open();

    private static ThreadSafePOSTaggerME open() {
      try (InputStream model = PartsOfSpeech.class.getResourceAsStream(MODEL)) {
        return new ThreadSafePOSTaggerME(new POSModel(model));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
