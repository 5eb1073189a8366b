package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.attack.spec.VictimProfiles;
import io.gauntlet.attack.text.ReportOrigin;
import io.gauntlet.attack.text.TextOptions;
import io.gauntlet.attack.victim.AimedVictim;
import io.gauntlet.attack.victim.Embeddings;
import io.gauntlet.attack.victim.Target;
import io.gauntlet.attack.victim.TargetedVictim;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Victim;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What all work on one batch of studies shares; it owns what the work keeps, and frees it. */
public final class Workbench implements AutoCloseable {
  private final NDManager manager;
  private final StudyBatch batch;
  private final Map<String, Victim> victims;
  private final AttackCatalogue attacks;
  private final Draws draws;
  private final VictimProfiles profiles;
  private final NDArray labels;
  private final Embeddings embeddings;

  /**
   * What attacks draw at random, from the run alone.
   *
   * @param seed of the run
   * @param reports that stand in the place of others
   * @param words with which reports of the cohort are written
   */
  public record Draws(long seed, ReportPool reports, ReportWords words) {

    /** Of a run none of whose attacks takes another study's report, or asks for its words. */
    public static Draws of(long seed) {
      return new Draws(seed, ReportPool.NONE, ReportWords.NONE);
    }

    /** Whether an attack asks for the words, so that its outcomes depend on them. */
    public static boolean readsWords(AttackSpec attack) {
      return attack.parts().stream().anyMatch(part -> TextOptions.readsReportWords(part.options()));
    }
  }

  /**
   * Prepares a batch.
   *
   * @param parent of the memory that the work takes
   * @param victims by name
   * @param attacks that can be made, those of the plan among them
   * @param draws what is drawn at random for the studies
   * @throws IllegalArgumentException when a victim has other classes than the studies
   */
  public Workbench(
      NDManager parent,
      StudyBatch batch,
      Map<String, Victim> victims,
      AttackCatalogue attacks,
      Draws draws) {
    this.manager = parent.newSubManager();
    this.batch = batch;
    this.victims = ImmutableMap.copyOf(Maps.transformEntries(victims, batch::fitting));
    this.attacks = attacks;
    this.draws = draws;
    this.profiles = new VictimProfiles(VictimProfile.of(this.victims));
    this.labels = batch.labelArray(manager);
    this.embeddings = new Embeddings(manager);
  }

  /** The owner of what the work keeps. */
  NDManager manager() {
    return manager;
  }

  StudyBatch batch() {
    return batch;
  }

  /** True classes {@code [batch]}, int64. */
  NDArray labels() {
    return labels;
  }

  Victim victim(String name) {
    return victims.get(name);
  }

  /** The branch of a kind that a victim owns. */
  <B extends Branch> B branch(String owner, Class<B> kind) {
    return victims.get(owner).branch(kind).orElseThrow();
  }

  VictimProfile profile(String victim) {
    return profiles.get(victim);
  }

  AttackCatalogue attacks() {
    return attacks;
  }

  /**
   * The class that a victim shall decide for under an attack; empty for any wrong one.
   *
   * @throws IllegalArgumentException when the attack names a class that is not there
   */
  OptionalInt target(AttackPart attack) {
    try {
      return Target.of(attack.options(), batch.classNames());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(attack + ": " + e.getMessage(), e);
    }
  }

  /** The class that an attack wants each study to leave, as the victim that it sees names it. */
  List<Integer> leftClasses(AttackPart attack) {
    return target(attack).isPresent()
        ? Collections.nCopies(batch.size(), TargetedVictim.TRUTH)
        : batch.labels();
  }

  /** A victim as an attack sees it. */
  Victim aimed(String name, AttackPart attack) {
    Victim victim = AimedVictim.of(victim(name));
    OptionalInt target = target(attack);
    return target.isPresent() ? TargetedVictim.of(victim, target.getAsInt()) : victim;
  }

  /** A seed a study, of an attack. */
  long[] seeds(AttackPart attack) {
    return batch.seeds(draws.seed(), attack.seedKey());
  }

  /** The reports that may be put in the place of a study's own; none unless the attack does so. */
  ImmutableList<String> others(AttackPart attack, int row) {
    return ReportPool.isNeededBy(attack)
        ? draws.reports().othersOf(batch.studies().get(row), ReportOrigin.of(attack.options()))
        : ImmutableList.of();
  }

  /** The words with which reports of the cohort are written. */
  ReportWords words() {
    return draws.words();
  }

  /** Text embeddings of the batch, each computed once. */
  Embeddings embeddings() {
    return embeddings;
  }

  @Override
  public void close() {
    manager.close();
  }
}
