package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.data.Modality;
import io.gauntlet.plan.cost.Passes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A piece of work on a batch of studies. Equal nodes are the same work, and a plan has each once:
 * that is all the sharing there is.
 */
public sealed interface PlanNode {

  /** The work that must be done before, in the order in which it is done. */
  ImmutableSet<PlanNode> needs(PlanContext plan);

  /** The classifier whose encoder is passed through, by name; empty where none is. */
  Optional<String> branch(PlanContext plan);

  /** What it costs a study, once what it needs is there. */
  Passes passes(PlanContext plan);

  /**
   * Does the work.
   *
   * @return frees what the work keeps, once no other work needs it
   */
  Runnable run(PlanWork work);

  /** The cell whose outcomes it writes; empty where it writes none. */
  default Optional<Cell> scored() {
    return Optional.empty();
  }

  /**
   * What cells that need this work should be kept together for, where it is expensive: the work
   * itself, and what is remembered besides.
   *
   * @param branch the classifier whose encoder the work passes through
   */
  default Stream<Object> ties(Optional<String> branch) {
    return Stream.of(this);
  }

  /**
   * Takes the gradient at the clean images, with the clean captions, which is the first gradient of
   * every attack that starts there.
   *
   * @param victim the victim, by name
   */
  record CleanGradient(String victim) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return ImmutableSet.copyOf(
          plan.beside(Modality.IMAGE, victim, AttackedStudy.CLEAN).iterator());
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return Optional.of(plan.branch(victim, Modality.IMAGE));
    }

    @Override
    public Passes passes(PlanContext plan) {
      return Passes.GRADIENT;
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.takeGradient(this);
    }

    @Override
    public String toString() {
      return "gradient of " + victim + " at clean images";
    }
  }

  /**
   * Makes images.
   *
   * @param made which
   */
  record MakeImages(Content.Made made) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return made.against().stream()
          .flatMap(
              victim ->
                  Stream.concat(
                      knownGradient(victim, plan), plan.embeddings(victim, made.beside())))
          .collect(ImmutableSet.toImmutableSet());
    }

    private Stream<PlanNode> knownGradient(String victim, PlanContext plan) {
      boolean starts = made.beside().isClean() && plan.costs().looksAtClean(made.attack());
      return starts ? Stream.of(new CleanGradient(victim)) : Stream.empty();
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return made.against().map(victim -> plan.branch(victim, Modality.IMAGE));
    }

    @Override
    public Passes passes(PlanContext plan) {
      return made.against().stream()
          .flatMap(
              victim ->
                  Stream.concat(
                      Stream.of(plan.costs().of(made.attack())),
                      knownGradient(victim, plan).map(known -> Passes.GRADIENT.times(-1))))
          .reduce(Passes.NONE, Passes::plus);
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.attackImages(this);
    }

    @Override
    public String toString() {
      return "make " + made;
    }
  }

  /**
   * Searches for the words of captions, before all the images of a victim at once, so that one
   * batch of candidates serves them all.
   *
   * @param captions that are found: of one attack against one victim, each before other images
   */
  record SearchWords(ImmutableList<Content.Made> captions) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return against().stream()
          .flatMap(
              victim ->
                  captions.stream()
                      .flatMap(made -> plan.beside(Modality.TEXT, victim, made.beside())))
          .collect(ImmutableSet.toImmutableSet());
    }

    /** The victim whom the words are to fool, by name; empty where the attack knows none. */
    public Optional<String> against() {
      return captions.get(0).against();
    }

    /** The attack. */
    public AttackPart attack() {
      return captions.get(0).attack();
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return against().map(victim -> plan.branch(victim, Modality.TEXT));
    }

    /** Captions that several searches with a branch meet are scored once; each pays its share. */
    @Override
    public Passes passes(PlanContext plan) {
      return branch(plan)
          .map(
              branch ->
                  plan.costs()
                      .of(attack())
                      .times((double) captions.size() / plan.searches(branch, attack())))
          .orElse(Passes.NONE);
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.attackCaptions(this);
    }

    /** Searches that score captions with one branch remember each other's. */
    @Override
    public Stream<Object> ties(Optional<String> branch) {
      return Stream.concat(Stream.of(this), branch.stream());
    }

    @Override
    public String toString() {
      return "search "
          + captions.get(0).maker()
          + (captions.size() == 1 ? "" : " before " + captions.size() + " sets of images");
    }
  }

  /**
   * Embeds one modality of a study.
   *
   * @param branch the classifier whose branch embeds it, by name
   * @param content which
   */
  record Embed(String branch, Content content) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return ImmutableSet.copyOf(plan.maker(content).iterator());
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return Optional.of(branch);
    }

    /** What a search with the same branch found was scored on the way, and is remembered. */
    @Override
    public Passes passes(PlanContext plan) {
      boolean remembered =
          content.modality() == Modality.TEXT
              && plan.maker(content)
                  .anyMatch(search -> search.branch(plan).equals(Optional.of(branch)));
      return remembered ? Passes.NONE : Passes.oneForward(content.modality());
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.embed(this);
    }

    @Override
    public String toString() {
      return branch + " reads " + content;
    }
  }

  /**
   * Fuses what was embedded, and writes the outcomes of a cell.
   *
   * @param cell which
   */
  record ScoreCell(Cell cell) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      String victim = cell.victim();
      return Stream.concat(
              plan.embeddings(victim, AttackedStudy.CLEAN),
              cell.attempts().stream()
                  .flatMap(
                      attempt ->
                          Stream.concat(
                              plan.makers(attempt.study()),
                              plan.embeddings(victim, attempt.study()))))
          .collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return Optional.empty();
    }

    @Override
    public Passes passes(PlanContext plan) {
      return Passes.NONE;
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.score(cell);
    }

    @Override
    public Optional<Cell> scored() {
      return Optional.of(cell);
    }

    @Override
    public String toString() {
      return "score " + cell;
    }
  }
}
