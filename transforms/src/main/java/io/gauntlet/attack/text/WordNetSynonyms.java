package io.gauntlet.attack.text;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * The synonyms of a word in WordNet 3.1, as in PWWS (Ren et al. 2019, section 3.2.1).
 *
 * <p>Candidates are the members of every synset of the word or of its base form, whatever the part
 * of speech, in lower case and alphabetical order; names of several words are left out. Answers are
 * kept for the life of the instance, one entry a distinct word of the captions, which a corpus
 * bounds. WordNet itself is opened once a process, at the first look-up. Safe for any thread.
 */
public final class WordNetSynonyms implements Transformation {
  private static final CharMatcher JOINT = CharMatcher.anyOf("- ");

  private final ConcurrentMap<String, List<String>> known = new ConcurrentHashMap<>();

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if WordNet cannot be read
   */
  @Override
  public List<String> candidates(Words words, int i) {
    return known.computeIfAbsent(words.get(i).toLowerCase(Locale.ROOT), WordNetSynonyms::lookUp);
  }

  private static List<String> lookUp(String word) {
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    try {
      synchronized (WordNet.LOCK) {
        for (IndexWord entry : WordNet.open().lookupAllIndexWords(word).getIndexWordCollection()) {
          if (word.indexOf('-') >= 0 && JOINT.matchesNoneOf(entry.getLemma())) {
            continue; // Failing a compound, extJWNL answers for its parts: up for follow-up.
          }
          for (Synset synset : entry.getSenses()) {
            for (Word member : synset.getWords()) {
              names.add(member.getLemma().toLowerCase(Locale.ROOT));
            }
          }
        }
      }
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet gave no answer for \"" + word + '"', e);
    }
    return names.build().stream().filter(Words::isWord).filter(name -> !name.equals(word)).toList();
  }

  /** The process's one dictionary, whose caches extJWNL does not promise to guard. */
  private static final class WordNet {
    static final Object LOCK = new Object();
    private static Dictionary dictionary;

    private WordNet() {}

    static Dictionary open() throws JWNLException {
      synchronized (LOCK) {
        if (dictionary == null) {
          dictionary = Dictionary.getDefaultResourceInstance();
        }
        return dictionary;
      }
    }
  }
}
