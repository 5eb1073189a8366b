package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.Clean;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.run.ReportPool;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The outcomes of an earlier run, to be taken instead of attacking anew: those that an attack anew
 * would give. An outcome is decided by the model (that of the generator too, where images are
 * another's), the study, the attack with all its options and its revision, and the seed. Which
 * studies are in a batch with it moves the last digits of its logits, and a search may then take
 * another way; so a batch counts only where all of it is the same, study by study. Then images are
 * the same bit for bit; of attacks on words, which remember what other cells have asked, the last
 * digits of logits may still differ, as they do on another machine.
 *
 * @param folder of the parts of the earlier run
 * @param seed of its attacks
 * @param victims digest of each of its models, as its manifest names them
 */
public record EarlierOutcomes(String folder, long seed, ImmutableSortedMap<String, String> victims)
    implements Serializable {

  /** No earlier run: all is attacked. */
  public static final EarlierOutcomes NONE = new EarlierOutcomes("", 0, ImmutableSortedMap.of());

  /** A cell of a replica. */
  private record Key(String victim, String attack, String generator, Long replica) {
    static Key of(Cell cell, Replica replica) {
      return new Key(
          cell.victim(),
          cell.attack().toString(),
          cell.generator().orElse(null),
          replica.seed().orElse(null));
    }

    static Key of(Outcome outcome) {
      return new Key(
          outcome.getVictim(), outcome.getAttack(), outcome.getGenerator(), outcome.getReplica());
    }
  }

  /** The outcomes of a batch by cell; none where the earlier run had other studies in it. */
  final class Batch {
    private final Map<Key, List<Outcome>> outcomes = new HashMap<>();
    private final ImmutableMap<String, Study> studies;

    private Batch(long batch, List<Study> now) throws IOException {
      studies = now.stream().collect(ImmutableMap.toImmutableMap(Study::getUid, study -> study));
      PartStore store = new PartStore(new RunFiles(folder));
      Optional<PartSummary> part = summary(store, new PartName(batch, 0));
      for (int next = 1; part.isPresent() && isAbout(part.get(), now); next++) {
        store.read(
            part.get(),
            outcome ->
                outcomes.computeIfAbsent(Key.of(outcome), key -> new ArrayList<>()).add(outcome));
        part = summary(store, new PartName(batch, next));
      }
    }

    private static Optional<PartSummary> summary(PartStore store, PartName name)
        throws IOException {
      try {
        return Optional.of(store.summary(name));
      } catch (FileNotFoundException e) {
        return Optional.empty();
      }
    }

    private static boolean isAbout(PartSummary part, List<Study> now) {
      return now.stream().allMatch(study -> study.getDigest() != null)
          && part.studies().stream()
              .map(study -> study.uid() + " " + study.studyDigest())
              .toList()
              .equals(now.stream().map(study -> study.getUid() + " " + study.getDigest()).toList());
    }

    /**
     * The outcomes of a cell, a study each, as this run writes them; empty where an attack may give
     * others, as one that takes reports or words of a cohort that may be another.
     *
     * @param now seed of the attacks of this run
     */
    Optional<ImmutableList<Outcome>> of(Cell cell, Replica replica, long now) {
      List<Outcome> found = outcomes.getOrDefault(Key.of(cell, replica), List.of());
      boolean sameDraws = seed == now || cell.attack() instanceof Clean;
      boolean same =
          sameDraws
              && !ReportPool.isNeededBy(cell.attack())
              && !Draws.readsWords(cell.attack())
              && found.size() == studies.size()
              && generators(cell.attack(), cell.generator()).allMatch(name -> isSame(name, replica))
              && isSame(cell.victim(), replica)
              && found.stream().allMatch(outcome -> isOfToday(outcome, cell.attack()));
      return same
          ? Optional.of(found.stream().map(this::ofToday).collect(ImmutableList.toImmutableList()))
          : Optional.empty();
    }

    /** What the digest of a study does not cover is told of anew, and no gallery is kept. */
    private Outcome ofToday(Outcome outcome) {
      Study study = studies.get(outcome.getUid());
      return Outcome.newBuilder(outcome)
          .setPatient(study.getPatient())
          .setAttributes(study.getAttributes())
          .setCleanCaption(null)
          .setAdversarialImage(null)
          .setKeptLogits(null)
          .build();
    }
  }

  /**
   * What is known of a batch.
   *
   * @param studies of it that can be read, ordered by uid, with their digests
   */
  Batch batch(long number, List<Study> studies) throws IOException {
    return new Batch(number, studies);
  }

  /** The other victims that images were made against. */
  private static Stream<String> generators(AttackSpec attack, Optional<String> shown) {
    return Stream.concat(
        Stream.concat(shown.stream(), attack.generator().stream()),
        attack.members().stream().flatMap(member -> generators(member, Optional.empty())));
  }

  private boolean isSame(String victim, Replica replica) {
    String name = replica.seed().map(number -> "seed-" + number + "/").orElse("") + victim;
    return Objects.equals(victims.get(name), replica.lease().digests().get(victim));
  }

  /**
   * Whether the parts of an attack are those of an outcome, of the same revisions. What a victim
   * gave no answers for is no outcome: today it may.
   */
  static boolean isOfToday(Outcome outcome, AttackSpec attack) {
    if (UnansweredException.REASON.equals(outcome.getReason())) {
      return false;
    }
    AttackFields fields = outcome.getAttackFields();
    if (fields == null || fields.getParts().size() != attack.parts().size()) {
      return false;
    }
    for (int i = 0; i < attack.parts().size(); i++) {
      AttackPart now = attack.parts().get(i);
      AttackPartFields before = fields.getParts().get(i);
      if (!before.getText().equals(now.toString())
          || !Objects.equals(before.getRevision(), now.revision())) {
        return false;
      }
    }
    return true;
  }
}
