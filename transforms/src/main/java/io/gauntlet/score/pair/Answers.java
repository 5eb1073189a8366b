package io.gauntlet.score.pair;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.Outcome;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run says of one study in one cell.
 *
 * @param abnormal whether the study is a positive one: of the second class of two, or of the class
 *     that is held against the rest; always, where more classes are compared as they are
 * @param studyDigest of what was asked about; empty where not known
 * @param revisions of the attack's parts, in their order; empty where one is not known
 * @param byReplica an answer of each replica, by its seed; none where the run lacks the study
 * @param again answers that are there more than once
 * @param unused why the run could not use the study, and gave none of its answers; empty where it
 *     could
 */
public record Answers(
    boolean abnormal,
    String studyDigest,
    ImmutableList<Integer> revisions,
    ImmutableSortedMap<Long, Answer> byReplica,
    int again,
    String unused)
    implements Serializable {
  /** A run that lacks the study. */
  public static final Answers NONE =
      new Answers(false, "", ImmutableList.of(), ImmutableSortedMap.of(), 0, "");

  /** Stands for the seed where a victim has one replica. */
  private static final long ONLY = 0;

  /** Answers to a study that a run could use. */
  public Answers(
      boolean abnormal,
      String studyDigest,
      ImmutableList<Integer> revisions,
      ImmutableSortedMap<Long, Answer> byReplica,
      int again) {
    this(abnormal, studyDigest, revisions, byReplica, again, "");
  }

  /** The outcomes of one study in one cell; none where the run lacks it. */
  public static Answers of(List<Outcome> outcomes) {
    return of(outcomes, OptionalInt.empty());
  }

  /**
   * The same, of one class against the rest.
   *
   * @param positive the place of the class; empty for all classes as they are
   */
  public static Answers of(List<Outcome> outcomes, OptionalInt positive) {
    if (outcomes.isEmpty()) {
      return NONE;
    }
    SortedMap<Long, Answer> answers = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      answers.putIfAbsent(replica(outcome), Answer.of(outcome, positive));
    }
    Outcome any = outcomes.get(0);
    return new Answers(
        isPositive(any, positive),
        Strings.nullToEmpty(any.getStudyDigest()),
        revisions(any.getAttackFields()),
        ImmutableSortedMap.copyOf(answers),
        outcomes.size() - answers.size());
  }

  /** Seed of the replica that an outcome is of. */
  static long replica(Outcome outcome) {
    return outcome.getReplica() == null ? ONLY : outcome.getReplica();
  }

  /**
   * A run that could not use the study: none of its replicas gave an answer.
   *
   * @param abnormal whether it is of the positive class, as the other run knows
   * @param replicas of the run in the cell
   * @param reason short code
   */
  static Answers unused(boolean abnormal, Collection<Long> replicas, String reason) {
    return new Answers(
        abnormal,
        "",
        ImmutableList.of(),
        replicas.stream()
            .collect(
                ImmutableSortedMap.toImmutableSortedMap(
                    Comparator.naturalOrder(),
                    replica -> replica,
                    replica -> new Answer(false, 0, "", reason))),
        0,
        reason);
  }

  /** Whether a study is of the positive class; of several classes as they are, all are. */
  static boolean isPositive(Outcome outcome, OptionalInt positive) {
    int truth = ClassNames.index(outcome);
    return positive.isEmpty()
        ? outcome.getClassNames().size() > 2 || truth == 1
        : truth == positive.getAsInt();
  }

  private static ImmutableList<Integer> revisions(@Nullable AttackFields attack) {
    return attack == null || attack.getParts().stream().anyMatch(part -> part.getRevision() == null)
        ? ImmutableList.of()
        : attack.getParts().stream()
            .map(AttackPartFields::getRevision)
            .collect(ImmutableList.toImmutableList());
  }

  /** The worst answer of each replica to the attacks of a suite, at least one. */
  public static Answers worst(List<Answers> members) {
    return members.stream().reduce(Answers::worst).orElseThrow();
  }

  private static Answers worst(Answers one, Answers other) {
    ImmutableSortedMap.Builder<Long, Answer> worst = ImmutableSortedMap.naturalOrder();
    one.byReplica.forEach(
        (replica, answer) -> {
          Answer also = other.byReplica.get(replica);
          if (also != null) {
            worst.put(replica, answer.worst(also, one.abnormal));
          }
        });
    return new Answers(
        one.abnormal,
        one.studyDigest,
        ImmutableList.<Integer>builder().addAll(one.revisions).addAll(other.revisions).build(),
        worst.buildOrThrow(),
        one.again + other.again,
        one.unused.isEmpty() ? other.unused : one.unused);
  }

  /** Whether the run has the study. */
  public boolean isPresent() {
    return !byReplica.isEmpty();
  }

  /** Replicas that are right. */
  int right() {
    return (int) byReplica.values().stream().filter(Answer::right).count();
  }

  /** Replicas that are right, or gave no answer: the best that a reference could have done. */
  int rightAtBest() {
    return (int)
        byReplica.values().stream().filter(answer -> answer.right() || !answer.isValid()).count();
  }

  /** Whether at least half of the replicas are right. */
  public boolean isMostlyRight() {
    return 2 * right() >= byReplica.size();
  }

  /** Leads of the replicas, by their seeds; where one gave no answer, the best that it could be. */
  ImmutableDoubleArray leadsAtBest() {
    return leads(Double.POSITIVE_INFINITY);
  }

  /**
   * Leads of the replicas, by their seeds; where one gave no answer, the worst that it could be.
   */
  ImmutableDoubleArray leadsAtWorst() {
    return leads(Double.NEGATIVE_INFINITY);
  }

  private ImmutableDoubleArray leads(double unknownForTruth) {
    return ImmutableDoubleArray.copyOf(
        byReplica.values().stream()
            .mapToDouble(
                answer ->
                    answer.isValid()
                        ? answer.lead()
                        : abnormal ? unknownForTruth : -unknownForTruth));
  }
}
