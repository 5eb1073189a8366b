package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Studies under attack, in an order that does not depend on the machine.
 *
 * @param uids a uid a study
 * @param captions a clean caption a study
 * @param labels true classes: 0 NORMAL, 1 ABNORMAL
 * @param meshTerms the MeSH terms of each study, for slicing
 * @param pixels {@code [batch, 2, height, width]} in {@code [0, 1]}; empty when no victim sees
 *     pictures
 */
public record StudyBatch(
    List<String> uids,
    List<String> captions,
    List<Integer> labels,
    List<List<String>> meshTerms,
    Optional<NDArray> pixels) {

  /** Copies what could change. */
  public StudyBatch {
    uids = List.copyOf(uids);
    captions = List.copyOf(captions);
    labels = List.copyOf(labels);
    meshTerms = meshTerms.stream().map(List::copyOf).toList();
  }

  /** Number of studies. */
  public int size() {
    return uids.size();
  }

  /** The labels {@code [batch]}, int64, owned by a manager. */
  public NDArray labelArray(NDManager manager) {
    return manager.create(labels.stream().mapToLong(Integer::longValue).toArray());
  }

  /** A seed a study, from the run's seed, the uid and the attack alone. */
  public long[] seeds(long runSeed, String attack) {
    return uids.stream()
        .mapToLong(
            uid ->
                Hashing.sha256()
                    .newHasher()
                    .putLong(runSeed)
                    .putString(uid, StandardCharsets.UTF_8)
                    .putByte((byte) 0)
                    .putString(attack, StandardCharsets.UTF_8)
                    .hash()
                    .asLong())
        .toArray();
  }
}
