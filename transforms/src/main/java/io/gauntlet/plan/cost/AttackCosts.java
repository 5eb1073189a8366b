package io.gauntlet.plan.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.text.TextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What attacks ask of a victim that they do not fool, found by running them: an attack on pixels
 * against a linear victim of small images, one on words against one whose taste in words is drawn
 * from a hash. An attack that ends early where it succeeds costs less in a run. A black box on
 * pixels with a bound on its queries is taken to use them all.
 *
 * <p>It remembers what it measured. Several threads may ask: each attack is measured by one of
 * them.
 */
public final class AttackCosts {
  private static final int SIDE = 16;
  private static final String REPORT =
      "no acute cardiopulmonary abnormality the heart is normal in size and contour the lungs are"
          + " clear without focal consolidation pleural effusion or pneumothorax mild degenerative"
          + " changes of the thoracic spine chest pain";

  private final AttackCatalogue catalogue;
  private final List<String> reports;
  private final Map<AttackPart, ProbeVictim> probes = new ConcurrentHashMap<>();
  private final Map<AttackPart, Passes> searches = new ConcurrentHashMap<>();

  private AttackCosts(AttackCatalogue catalogue, List<String> reports) {
    this.catalogue = catalogue;
    this.reports = List.copyOf(reports);
  }

  /** Costs of the attacks of a catalogue on a report of usual length. */
  public static AttackCosts usual(AttackCatalogue catalogue) {
    return new AttackCosts(catalogue, List.of(REPORT));
  }

  /**
   * Costs of the attacks of a catalogue on these reports, on average.
   *
   * @param captions at least one
   */
  public static AttackCosts on(AttackCatalogue catalogue, List<String> captions) {
    return new AttackCosts(catalogue, captions);
  }

  /** The reports on which searches are tried, at least one. */
  public List<String> captions() {
    return reports;
  }

  /**
   * Passes of an attack, a study. Searches with one branch are taken to agree on which words hurt,
   * and so to score the same captions: where the branches meet in a sum, as in the fusions here,
   * the images shift all captions alike.
   */
  public Passes of(AttackPart attack) {
    return switch (attack.modality()) {
      case IMAGE -> probes.computeIfAbsent(attack, this::probe).passes();
      case TEXT -> searches.computeIfAbsent(attack, this::search);
    };
  }

  /**
   * Whether an image attack uses the gradient at the clean images where {@link CleanAnswer} has it.
   */
  public boolean looksAtClean(AttackPart attack) {
    return probes.computeIfAbsent(attack, this::probe).usedClean();
  }

  private ProbeVictim probe(AttackPart attack) {
    if (attack.threat().knowledge() != AttackerKnowledge.WHITE_BOX && bound(attack) > 0) {
      return ProbeVictim.asked(bound(attack));
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray images = manager.ones(new Shape(1, 2, SIDE, SIDE)).mul(0.5f);
      ImageBatch batch = ImageBatch.of(images, manager.create(new long[] {0}), 1);
      ProbeVictim victim = new ProbeVictim();
      catalogue.image(attack).attack(victim, batch.withClean(ProbeVictim.clean(batch)));
      return victim;
    }
  }

  private Passes search(AttackPart attack) {
    List<TextTarget> targets = new ArrayList<>();
    for (int row = 0; row < reports.size(); row++) {
      targets.add(new TextTarget(row, Integer.toString(row), reports.get(row), 0, row));
    }
    ProbeWords victim = new ProbeWords(reports);
    catalogue.text(withAllWords(attack)).attack(victim, targets);
    return victim.passes().times(1.0 / reports.size());
  }

  /**
   * Which words belong is known of a whole cohort alone. Here all do, so that no plan says too
   * little.
   */
  private AttackPart withAllWords(AttackPart attack) {
    AttackDescription description = catalogue.find(attack.name()).orElseThrow().description();
    return new AttackPart(
        attack.name(),
        attack.modality(),
        TextOptions.ofAnyWord(description, attack.options()),
        attack.threat(),
        attack.revision());
  }

  /** The bound that an attack puts on its queries; 0 where it has none. */
  private int bound(AttackPart attack) {
    return catalogue.find(attack.name()).orElseThrow().description().options().stream()
        .filter(AttackOption::boundsQueries)
        .mapToInt(option -> attack.options().count(option.name()))
        .findFirst()
        .orElse(0);
  }
}
