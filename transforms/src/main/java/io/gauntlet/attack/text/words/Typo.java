package io.gauntlet.attack.text.words;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The edits of DeepWordBug (Gao et al. 2018, section III-B): each changes one or two letters. */
public enum Typo {
  /** Two adjacent letters change places. */
  SWAP {
    @Override
    String at(String word, int i, SplittableRandom random) {
      return word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
    }

    @Override
    boolean fits(String word, int i) {
      return isLetter(word, i) && isLetter(word, i + 1) && word.charAt(i) != word.charAt(i + 1);
    }
  },
  /** A letter becomes another one, drawn from a to z. */
  SUBSTITUTE {
    @Override
    String at(String word, int i, SplittableRandom random) {
      char drawn = (char) ('a' + random.nextInt(LETTERS - 1));
      char other = drawn < word.charAt(i) ? drawn : (char) (drawn + 1);
      return word.substring(0, i) + other + word.substring(i + 1);
    }

    @Override
    boolean fits(String word, int i) {
      return isLetter(word, i);
    }
  },
  /** A letter goes. */
  DELETE {
    @Override
    String at(String word, int i, SplittableRandom random) {
      return word.substring(0, i) + word.substring(i + 1);
    }

    @Override
    boolean fits(String word, int i) {
      return isLetter(word, i);
    }
  },
  /** A letter from a to z comes in, anywhere before the last one. */
  INSERT {
    @Override
    String at(String word, int i, SplittableRandom random) {
      return word.substring(0, i) + (char) ('a' + random.nextInt(LETTERS)) + word.substring(i);
    }

    @Override
    boolean fits(String word, int i) {
      return isLetter(word, i);
    }
  };

  private static final int LETTERS = 26;
  private static final String ALL = "all";

  /** The names that users have for all edits together and for each, {@code all} first. */
  public static List<String> names() {
    return Stream.concat(Stream.of(ALL), Arrays.stream(values()).map(Typo::lowerCase)).toList();
  }

  /** The edits of a name. */
  public static List<Typo> named(String name) {
    return Arrays.stream(values())
        .filter(typo -> name.equals(ALL) || name.equals(typo.lowerCase()))
        .toList();
  }

  private String lowerCase() {
    return Ascii.toLowerCase(name());
  }

  abstract String at(String word, int i, SplittableRandom random);

  abstract boolean fits(String word, int i);

  /** The word after this edit at a letter drawn at random; as it is where no letter fits. */
  String of(String word, SplittableRandom random) {
    List<Integer> places =
        IntStream.range(0, word.length()).filter(i -> fits(word, i)).boxed().toList();
    return places.isEmpty() ? word : at(word, places.get(random.nextInt(places.size())), random);
  }

  private static boolean isLetter(String word, int i) {
    return i < word.length() && Character.isLetter(word.charAt(i));
  }
}
