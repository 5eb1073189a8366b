package io.gauntlet.attack.text.words;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/**
 * Keeps stop words as they are, in upper or lower case, and lets no other word become one: the
 * English ones of NLTK, which TextAttack's {@code StopwordModification} uses (Morris et al. 2020).
 */
public final class StopWords implements Constraint {
  private static final ImmutableSet<String> ENGLISH =
      ImmutableSet.copyOf(
          Splitter.on(CharMatcher.whitespace())
              .omitEmptyStrings()
              .split(
                  """
                  i me my myself we our ours ourselves you you're you've you'll you'd your yours
                  yourself yourselves he him his himself she she's her hers herself it it's its
                  itself they them their theirs themselves what which who whom this that that'll
                  these those am is are was were be been being have has had having do does did
                  doing a an the and but if or because as until while of at by for with about
                  against between into through during before after above below to from up down in
                  out on off over under again further then once here there when where why how all
                  any both each few more most other some such only own same so than too very s t
                  can can't will just don don't should should've now d ll m o re ve y ain ain't
                  aren aren't couldn couldn't didn didn't doesn doesn't hadn hadn't hasn hasn't
                  haven haven't isn isn't ma mightn mightn't mustn mustn't needn needn't shan shan't
                  shouldn shouldn't wasn wasn't weren weren't won won't wouldn wouldn't no nor not
                  """));

  @Override
  public boolean allows(Words words, int i) {
    return !ENGLISH.contains(words.get(i).toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean allows(Words words, int i, String candidate) {
    return !ENGLISH.contains(candidate.toLowerCase(Locale.ROOT));
  }
}
