package io.gauntlet.attack.text.words;

import com.google.common.base.CharMatcher;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * WordNet 3.1, opened once a process at the first look-up. Safe for any thread; what was looked up
 * is kept, up to a bound.
 */
public final class WordNet {
  private static final CharMatcher JOINT = CharMatcher.anyOf("- ");

  /** extJWNL does not promise to guard its caches. */
  private static final Object LOCK = new Object();

  private static final LoadingCache<String, Entry> ENTRIES =
      CacheBuilder.newBuilder().maximumSize(100_000).build(CacheLoader.from(WordNet::lookUp));

  private static final LoadingCache<Tagged, ImmutableList<Sense>> SENSES =
      CacheBuilder.newBuilder().maximumSize(100_000).build(CacheLoader.from(WordNet::lookUp));

  private record Tagged(String word, POS partOfSpeech) {}

  /**
   * A meaning of a word.
   *
   * @param lemma base form of the word
   * @param synonyms the other members of the synset, in lower case and alphabetical order, with
   *     names of several words
   */
  public record Sense(String lemma, ImmutableList<String> synonyms) {}

  private WordNet() {}

  /**
   * What WordNet says of a word or of its base form.
   *
   * @param synonyms the members of every synset, in lower case and alphabetical order, with names
   *     of several words and maybe the word itself
   * @param antonyms of it in any of its senses, in lower case
   * @param partsOfSpeech of the word; none for an unknown one
   */
  public record Entry(
      ImmutableList<String> synonyms,
      ImmutableSet<String> antonyms,
      ImmutableSet<POS> partsOfSpeech) {}

  /**
   * Looks a word up.
   *
   * @param word in lower case
   * @throws IllegalStateException if WordNet cannot be read
   */
  public static Entry entry(String word) {
    return ENTRIES.getUnchecked(word);
  }

  /**
   * The meanings of a word as one part of speech, the most frequent first; none for an unknown one.
   *
   * @param word in lower case
   * @throws IllegalStateException if WordNet cannot be read
   */
  public static ImmutableList<Sense> senses(String word, POS partOfSpeech) {
    return SENSES.getUnchecked(new Tagged(word, partOfSpeech));
  }

  private static ImmutableList<Sense> lookUp(Tagged asked) {
    try {
      synchronized (LOCK) {
        IndexWord entry = Opened.DICTIONARY.lookupIndexWord(asked.partOfSpeech(), asked.word());
        if (entry == null || isOfParts(asked.word(), entry)) {
          return ImmutableList.of();
        }
        return entry.getSenses().stream()
            .map(synset -> sense(entry, synset))
            .collect(ImmutableList.toImmutableList());
      }
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet gave no answer for \"" + asked.word() + '"', e);
    }
  }

  private static Sense sense(IndexWord entry, Synset synset) {
    String lemma = entry.getLemma().toLowerCase(Locale.ROOT);
    return new Sense(
        lemma,
        synset.getWords().stream()
            .map(member -> member.getLemma().toLowerCase(Locale.ROOT))
            .filter(member -> !member.equals(lemma))
            .sorted()
            .collect(ImmutableList.toImmutableList()));
  }

  /** Failing a compound, extJWNL answers for its parts: up for follow-up. */
  private static boolean isOfParts(String word, IndexWord entry) {
    return word.indexOf('-') >= 0 && JOINT.matchesNoneOf(entry.getLemma());
  }

  private static Entry lookUp(String word) {
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    ImmutableSet.Builder<String> antonyms = ImmutableSet.builder();
    Set<POS> partsOfSpeech = Sets.newEnumSet(ImmutableSet.of(), POS.class);
    try {
      synchronized (LOCK) {
        for (IndexWord entry :
            Opened.DICTIONARY.lookupAllIndexWords(word).getIndexWordCollection()) {
          if (isOfParts(word, entry)) {
            continue;
          }
          partsOfSpeech.add(entry.getPOS());
          for (Synset synset : entry.getSenses()) {
            for (Word member : synset.getWords()) {
              names.add(member.getLemma().toLowerCase(Locale.ROOT));
              if (member.getLemma().equalsIgnoreCase(entry.getLemma())) {
                antonyms.addAll(antonyms(member));
              }
            }
          }
        }
      }
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet gave no answer for \"" + word + '"', e);
    }
    return new Entry(names.build().asList(), antonyms.build(), ImmutableSet.copyOf(partsOfSpeech));
  }

  private static List<String> antonyms(Word word) throws JWNLException {
    List<String> antonyms = new ArrayList<>();
    for (Pointer pointer : word.getPointers(PointerType.ANTONYM)) {
      if (pointer.getTarget() instanceof Word antonym) {
        antonyms.add(antonym.getLemma().toLowerCase(Locale.ROOT));
      }
    }
    return antonyms;
  }

  /** The process's one dictionary. */
  private static final class Opened {
    static final Dictionary DICTIONARY = open();

    private static Dictionary open() {
      try {
        return Dictionary.getDefaultResourceInstance();
      } catch (JWNLException e) {
        throw new IllegalStateException("WordNet cannot be opened", e);
      }
    }
  }
}
