package io.gauntlet.transforms.attacking;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.data.Studies;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.ReportPool;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of all that decides the outcomes of an element: the seed, the victims, the attacks
 * with their revisions, and the studies. A part of other inputs is no part of this run.
 */
final class PartInputs {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private PartInputs() {}

  /**
   * Takes the digest.
   *
   * @param plans what is done, by replica
   * @param draws what the run draws at random
   * @param kept studies whose images and captions are kept
   * @param captions that are kept of all
   * @param studies of the batch
   * @return {@code sha256:} and 64 hexadecimal digits
   */
  static String digest(
      Map<Replica, AttackPlan> plans,
      Draws draws,
      KeptStudies kept,
      KeptCaptions captions,
      Iterable<Study> studies) {
    PartInputs inputs = new PartInputs();
    inputs.hasher.putLong(draws.seed());
    plans.forEach(inputs::put);
    if (captions == KeptCaptions.NONE) {
      inputs.put(captions.toString());
    }
    if (plans.values().stream().anyMatch(PartInputs::takesReports)) {
      draws.reports().studies().forEach(study -> inputs.put(study, kept));
    }
    if (plans.values().stream().anyMatch(PartInputs::readsWords)) {
      draws.words().putInto(inputs.hasher);
    }
    Studies.byUid(studies).forEach(study -> inputs.put(study, kept));
    return "sha256:" + inputs.hasher.hash();
  }

  private static boolean takesReports(AttackPlan plan) {
    return plan.cells().stream().anyMatch(cell -> ReportPool.isNeededBy(cell.attack()));
  }

  private static boolean readsWords(AttackPlan plan) {
    return plan.cells().stream().anyMatch(cell -> Draws.readsWords(cell.attack()));
  }

  private void put(Replica replica, AttackPlan plan) {
    put(replica.seed().map(String::valueOf).orElse(""));
    new TreeMap<>(replica.lease().digests())
        .forEach(
            (victim, digest) -> {
              put(victim);
              put(digest);
            });
    for (Cell cell : plan.cells()) {
      put(cell.toString());
      for (AttackPart part : cell.attack().parts()) {
        hasher.putInt(part.revision());
      }
    }
  }

  /** The same study may lie elsewhere by now: where its digest is known, its files do not count. */
  private void put(Study study, KeptStudies kept) {
    Study counted =
        study.getDigest() == null ? study : Study.newBuilder(study).setImages(List.of()).build();
    try {
      hasher.putBytes(counted.toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hasher.putBoolean(kept.uids().contains(study.getUid()));
  }

  private void put(String text) {
    hasher.putString(text, StandardCharsets.UTF_8).putByte((byte) 0);
  }
}
