package io.gauntlet.transforms.replay;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode.ScoreCell;
import io.gauntlet.plan.PlanStep;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.run.GridRun;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.plan.run.StudyWatch;
import io.gauntlet.plan.run.Workbench;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.ReadableStudies;
import io.gauntlet.transforms.process.SharedModels;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes outcomes of a run again in the calling thread, with the models of one replica that it keeps
 * open. No runner is needed.
 */
public final class Replay implements AutoCloseable {
  private final SharedModels.Lease models;
  private final AttackCatalogue attacks;
  private final AttackCosts costs;

  private Replay(SharedModels.Lease models, AttackCatalogue attacks) {
    this.models = models;
    this.attacks = attacks;
    this.costs = AttackCosts.usual(attacks);
  }

  /**
   * Opens the victims of a run.
   *
   * @param references all models of one replica, those that a user brought among them
   * @throws IOException when one cannot be read
   */
  public static Replay of(List<ModelReference> references, ComputeDevice device)
      throws IOException {
    return new Replay(
        SharedModels.ofThisProcess().open(references, device, VictimCatalogue.load()),
        AttackCatalogue.load());
  }

  /**
   * Makes an outcome again: of the study alone, and where that does not give the same outcome bit
   * for bit, of ever more of what the run attacked with it.
   *
   * @param draws what the run drew at random
   * @param stop number of the answer at which the study is kept as it then looks; empty for none
   * @return the first that is the same, or else that of the widest scope
   * @throws IllegalArgumentException when a model, a study or an attack is not that of the run; the
   *     message names it and the remedy
   */
  public Replayed again(RecordedOutcome recorded, Draws draws, OptionalInt stop) {
    requireModel(recorded.outcome());
    Replayed made = again(recorded, ReplayScope.STUDY, draws, stop);
    for (ReplayScope scope : List.of(ReplayScope.BATCH, ReplayScope.PART)) {
      made = made.agreement().isSame() ? made : again(recorded, scope, draws, stop);
    }
    return made;
  }

  private void requireModel(Outcome outcome) {
    String now = models.digests().get(outcome.getVictim());
    if (now == null || !now.equals(Objects.requireNonNullElse(outcome.getVictimDigest(), now))) {
      throw new IllegalArgumentException(
          "the model of %s is not the one that the run attacked (%s, and there is %s); bring it back"
              .formatted(outcome.getVictim(), outcome.getVictimDigest(), now));
    }
  }

  private Replayed again(
      RecordedOutcome recorded, ReplayScope scope, Draws draws, OptionalInt stop) {
    Cell cell = cell(recorded.outcome());
    AttackPlan plan = scope == ReplayScope.PART ? untilScored(recorded, cell) : alone(cell);
    ReadableStudies studies =
        read(recorded, scope == ReplayScope.STUDY ? List.of(recorded.study()) : recorded.batch());
    try (NDManager memory = models.manager().newSubManager()) {
      StudyBatch batch = studies.toBatch(memory);
      int row = batch.uids().indexOf(recorded.outcome().getUid());
      StudyWatch watch = new StudyWatch(row, cell, stop);
      try (Workbench bench = new Workbench(memory, batch, models.victims(), attacks, draws)) {
        Outcome made =
            new GridRun(bench, KeptStudies.of(recorded.kept()), watch)
                .run(plan).outcomes().stream()
                    .filter(outcome -> isOf(recorded.outcome(), outcome))
                    .findFirst()
                    .orElseThrow();
        return new Replayed(
            complete(made, recorded.outcome()),
            scope,
            Agreement.of(recorded.outcome(), made),
            ImmutableList.copyOf(watch.looks()),
            new Replayed.Appearances(watch.clean(), watch.atEnd(), watch.atStop()),
            studies.input());
      }
    }
  }

  private static boolean isOf(Outcome recorded, Outcome made) {
    return made.getUid().equals(recorded.getUid())
        && made.getVictim().equals(recorded.getVictim())
        && made.getAttack().equals(recorded.getAttack())
        && Objects.equals(made.getGenerator(), recorded.getGenerator());
  }

  /** What an outcome tells of its run beside what was computed. */
  private static Outcome complete(Outcome made, Outcome recorded) {
    made.setPlace(recorded.getPlace());
    made.setReplica(recorded.getReplica());
    made.setVictimDigest(recorded.getVictimDigest());
    return made;
  }

  private AttackPlan alone(Cell cell) {
    return plan(cell.attack(), cell.generator()).only(List.of(cell), costs);
  }

  /** The plan of the part as the run made it, up to the step that scores a cell. */
  private AttackPlan untilScored(RecordedOutcome recorded, Cell cell) {
    Map<PartCell, Cell> cells = new LinkedHashMap<>();
    recorded.ofPart().forEach(outcome -> cells.put(PartCell.of(outcome), cell(outcome)));
    AttackPlan whole =
        plan(cell.attack(), cell.generator()).only(List.copyOf(cells.values()), costs);
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    for (PlanStep step : whole.steps()) {
      steps.add(step);
      if (step.node().equals(new ScoreCell(cell))) {
        break;
      }
    }
    return new AttackPlan(
        whole.victims(), whole.cells(), whole.omitted(), steps.build(), whole.alone());
  }

  private Cell cell(Outcome outcome) {
    AttackSpec attack = attacks.parse(outcome.getAttack());
    Optional<String> generator = Optional.ofNullable(outcome.getGenerator());
    return plan(attack, generator).cells().stream()
        .filter(cell -> cell.victim().equals(outcome.getVictim()))
        .filter(cell -> cell.attack().toString().equals(outcome.getAttack()))
        .filter(cell -> cell.generator().equals(generator))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s cannot be attacked by %s here; bring the models and the jars of the run"
                        .formatted(outcome.getVictim(), outcome.getAttack())));
  }

  /** The plan of one attack on all victims, or of its images shown to others. */
  private AttackPlan plan(AttackSpec attack, Optional<String> generator) {
    boolean shown = generator.isPresent() && attack.generator().isEmpty();
    AttackGrid grid =
        shown
            ? new AttackGrid(ImmutableList.of(), ImmutableList.of(AttackGrid.transferred(attack)))
            : new AttackGrid(ImmutableList.of(attack), ImmutableList.of());
    return AttackPlan.of(VictimProfile.of(models.victims()), grid, costs);
  }

  /** Reads studies, and checks that they are those of the run. */
  private ReadableStudies read(RecordedOutcome recorded, List<Study> studies) {
    ReadableStudies read = ReadableStudies.read(studies, imageSize());
    read.unreadable().stream()
        .findFirst()
        .ifPresent(
            bad -> {
              throw new IllegalArgumentException("study " + bad.getUid() + ": " + bad.getDetail());
            });
    ImmutableMap<String, String> digests = recorded.digests();
    for (Study study : read.studies()) {
      String before = digests.get(study.getUid());
      if (before != null && study.getDigest() != null && !before.equals(study.getDigest())) {
        throw new IllegalArgumentException(
            "study %s is not what it was when the run attacked it: bring back its images and report"
                .formatted(study.getUid()));
      }
    }
    return read;
  }

  private Optional<ImageSize> imageSize() {
    return models.victims().values().stream()
        .flatMap(victim -> victim.branch(ImageBranch.class).stream())
        .map(ImageBranch::size)
        .findFirst();
  }

  @Override
  public void close() {
    models.close();
  }
}
