package io.gauntlet.fuzz;

import com.google.protobuf.ByteString;
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
record Mutation(Kind kind, double place, int length, ByteString piece) {
  private static final int LONGEST = 64;
  private static final int MOST = 6;

  enum Kind {
    OVERWRITE,
    INSERT,
    REMOVE,
    REPEAT,
    TRUNCATE
  }

  /** Numbers at the edges of their types, in hexadecimal, both ends first. */
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
    Arbitrary<ByteString> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(EDGES).map(ByteString::fromHex),
            Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(ByteString::copyFrom),
            Arbitraries.of(words).map(ByteString::copyFromUtf8));
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
    ByteString mutated = ByteString.copyFrom(file);
    for (Mutation mutation : mutations) {
      mutated = mutation.of(mutated);
    }
    return mutated.toByteArray();
  }

  private ByteString of(ByteString file) {
    int at = (int) (place * file.size());
    ByteString before = file.substring(0, at);
    ByteString after = file.substring(at);
    ByteString next = after.substring(0, Math.min(after.size(), length));
    return switch (kind) {
      case OVERWRITE ->
          before.concat(piece).concat(after.substring(Math.min(after.size(), piece.size())));
      case INSERT -> before.concat(piece).concat(after);
      case REMOVE -> before.concat(after.substring(next.size()));
      case REPEAT -> before.concat(next).concat(after);
      case TRUNCATE -> before;
    };
  }
}
