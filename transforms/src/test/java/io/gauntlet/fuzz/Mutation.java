package io.gauntlet.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A change of a file.
 *
 * @param kind what is done
 * @param place where, as a share of the file's length, in {@code [0, 1]}
 * @param length of the piece that is removed or repeated, in bytes
 * @param piece what is written
 */
record Mutation(Kind kind, double place, int length, byte[] piece) {
  private static final int LONGEST = 64;
  private static final int MOST = 6;

  enum Kind {
    OVERWRITE,
    INSERT,
    REMOVE,
    REPEAT,
    TRUNCATE
  }

  /** Numbers at the edges of their types, both ends first. */
  private static final List<String> EDGES =
      List.of(
          "00",
          "ff",
          "7f",
          "80",
          "0000",
          "ffff",
          "7fffffff",
          "ffffff7f",
          "80000000",
          "00000080",
          "ffffffff",
          "00000000",
          "ffffffffffffff7f",
          "7fffffffffffffff",
          "ffffffffffffffff",
          "0000000000000080");

  /**
   * Files made of others by a few changes.
   *
   * @param words of the format, that are written here and there
   */
  static Arbitrary<byte[]> of(List<byte[]> files, String... words) {
    Arbitrary<byte[]> edges = Arbitraries.of(EDGES).map(HexFormat.of()::parseHex);
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(8);
    Arbitrary<byte[]> pieces =
        words.length == 0
            ? Arbitraries.oneOf(edges, bytes)
            : Arbitraries.oneOf(
                edges,
                bytes,
                Arbitraries.of(words).map(word -> word.getBytes(StandardCharsets.UTF_8)));
    Arbitrary<List<Mutation>> mutations =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(1, LONGEST),
                pieces)
            .as(Mutation::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(MOST);
    return Combinators.combine(Arbitraries.of(files), mutations).as(Mutation::all);
  }

  private static byte[] all(byte[] file, List<Mutation> mutations) {
    byte[] mutated = file;
    for (Mutation mutation : mutations) {
      mutated = mutation.of(mutated);
    }
    return mutated;
  }

  private byte[] of(byte[] file) {
    int at = (int) (place * file.length);
    int end = Math.min(file.length, at + length);
    byte[] before = Arrays.copyOf(file, at);
    return switch (kind) {
      case OVERWRITE -> joined(before, piece, from(file, Math.min(file.length, at + piece.length)));
      case INSERT -> joined(before, piece, from(file, at));
      case REMOVE -> joined(before, from(file, end));
      case REPEAT -> joined(before, Arrays.copyOfRange(file, at, end), from(file, at));
      case TRUNCATE -> before;
    };
  }

  private static byte[] from(byte[] file, int start) {
    return Arrays.copyOfRange(file, start, file.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
