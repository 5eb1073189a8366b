package io.gauntlet.score.compare;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A compact letter display: two that share a letter are not told apart, and two that are not told
 * apart share one (Piepho, "An algorithm for a letter-based representation of all-pairwise
 * comparisons", Journal of Computational and Graphical Statistics 13 (2004), 456 to 466: insert and
 * absorb).
 */
final class CompactLetters {
  private static final int ALPHABET = 26;

  private final List<BitSet> groups = new ArrayList<>();
  private final int size;

  /** Whether two of a ranking are told apart. */
  @FunctionalInterface
  interface Differ {
    boolean test(int one, int other);
  }

  private CompactLetters(int size) {
    this.size = size;
    BitSet all = new BitSet();
    all.set(0, size);
    groups.add(all);
  }

  /**
   * The letters of each, the first in the ranking having the first.
   *
   * @param size how many there are, at least 1
   * @param differ symmetric
   */
  static ImmutableList<String> of(int size, Differ differ) {
    CompactLetters letters = new CompactLetters(size);
    for (int one = 0; one < size; one++) {
      for (int other = one + 1; other < size; other++) {
        if (differ.test(one, other)) {
          letters.part(one, other);
        }
      }
    }
    return letters.letters();
  }

  /** Takes the two into different groups, and leaves out groups that are within others. */
  private void part(int one, int other) {
    for (BitSet group : List.copyOf(groups)) {
      if (group.get(one) && group.get(other)) {
        groups.remove(group);
        add(without(group, one));
        add(without(group, other));
      }
    }
  }

  private static BitSet without(BitSet group, int member) {
    BitSet rest = (BitSet) group.clone();
    rest.clear(member);
    return rest;
  }

  private void add(BitSet group) {
    if (groups.stream().noneMatch(larger -> isWithin(group, larger))) {
      groups.removeIf(smaller -> isWithin(smaller, group));
      groups.add(group);
    }
  }

  private static boolean isWithin(BitSet smaller, BitSet larger) {
    BitSet rest = (BitSet) smaller.clone();
    rest.andNot(larger);
    return rest.isEmpty();
  }

  private ImmutableList<String> letters() {
    // By the best of each group, and where that is the same by the next.
    groups.sort(comparing(this::places));
    return IntStream.range(0, size)
        .mapToObj(this::lettersOf)
        .collect(ImmutableList.toImmutableList());
  }

  private String places(BitSet group) {
    return IntStream.range(0, size)
        .mapToObj(member -> group.get(member) ? "0" : "1")
        .reduce("", String::concat);
  }

  private String lettersOf(int member) {
    return IntStream.range(0, groups.size())
        .filter(group -> groups.get(group).get(member))
        .mapToObj(CompactLetters::letter)
        .reduce("", String::concat);
  }

  /** Beyond z a letter has its round behind it, so that no two letters look like one. */
  private static String letter(int group) {
    String letter = Character.toString((char) ('a' + group % ALPHABET));
    return group < ALPHABET ? letter : letter + group / ALPHABET;
  }
}
