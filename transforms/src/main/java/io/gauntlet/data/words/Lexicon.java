package io.gauntlet.data.words;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Groups of terms that stand for each other in a report without a change of meaning, such as {@code
 * cardiomegaly} and {@code enlarged heart}. Immutable; equal groups are an equal lexicon.
 *
 * <p>A term that has no entry of its own is looked up as the plural of one that has: where {@code
 * infiltrate} stands for {@code opacity}, {@code infiltrates} stands for {@code opacities}.
 */
public final class Lexicon implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String SHIPPED = "radiology-lexicon.csv";

  private final ImmutableList<Group> groups;
  private final ImmutableSetMultimap<String, String> partners;

  /**
   * Terms that stand for each other.
   *
   * @param terms at least two, in lower case, words parted by single spaces
   * @param source it is known from
   */
  public record Group(ImmutableList<String> terms, String source) implements Serializable {}

  private Lexicon(List<Group> groups) {
    this.groups = ImmutableList.copyOf(groups);
    ImmutableSetMultimap.Builder<String, String> singulars = ImmutableSetMultimap.builder();
    ImmutableSetMultimap.Builder<String, String> plurals = ImmutableSetMultimap.builder();
    for (Group group : groups) {
      putAll(singulars, group.terms());
      putAll(
          plurals,
          group.terms().stream().map(Plural::of).flatMap(Optional::stream).distinct().toList());
    }
    ImmutableSetMultimap<String, String> entries = singulars.build();
    ImmutableSetMultimap.Builder<String, String> all = ImmutableSetMultimap.builder();
    all.putAll(entries);
    plurals.build().entries().stream()
        .filter(entry -> !entries.containsKey(entry.getKey()))
        .forEach(all::put);
    this.partners = all.build();
  }

  private static void putAll(
      ImmutableSetMultimap.Builder<String, String> partners, List<String> terms) {
    for (String term : terms) {
      terms.stream()
          .filter(other -> !other.equals(term))
          .forEach(other -> partners.put(term, other));
    }
  }

  /** What a worker is sent of the shipped lexicon is its own copy: comparing the two is cheap. */
  private Object readResolve() {
    return equals(shipped()) ? shipped() : this;
  }

  /** A lexicon of these groups. */
  public static Lexicon of(List<Group> groups) {
    return new Lexicon(groups);
  }

  /** The lexicon of radiology that is shipped; read once a process. */
  public static Lexicon shipped() {
    return Shipped.LEXICON;
  }

  /** The groups, in their order. */
  public ImmutableList<Group> groups() {
    return groups;
  }

  /**
   * The terms that may stand in the place of one, in an order that never varies; none for a term
   * that is not in the lexicon.
   *
   * @param term in lower case
   */
  public ImmutableSet<String> partners(String term) {
    return partners.get(term);
  }

  /** Adds all that decides what it answers to a digest. */
  public void putInto(Hasher hasher) {
    for (Group group : groups) {
      for (String term : group.terms()) {
        hasher.putString(term, StandardCharsets.UTF_8).putByte((byte) 0);
      }
      hasher.putByte((byte) 1);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lexicon that && groups.equals(that.groups);
  }

  @Override
  public int hashCode() {
    return groups.hashCode();
  }

  /** The number of groups, and a digest of them. */
  @Override
  public String toString() {
    Hasher hasher = Hashing.sha256().newHasher();
    putInto(hasher);
    return groups.size() + " groups, sha256:" + hasher.hash();
  }

  /** The process's one copy. */
  private static final class Shipped {
    static final Lexicon LEXICON = open();

    private static Lexicon open() {
      try (InputStream stream = Resources.getResource(Lexicon.class, SHIPPED).openStream()) {
        return LexiconTable.read(new TableFile(stream, SHIPPED, TableEncoding.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
