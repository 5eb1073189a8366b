package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import io.gauntlet.attack.spec.AttackPart;
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
      return ImmutableSet.copyOf(plan.embedding(victim, Captions.CLEAN).iterator());
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
  record MakeImages(Images.Made made) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return victim()
          .flatMap(
              victim ->
                  Streams.concat(
                      knownGradient(victim, plan),
                      plan.embedding(victim, Images.CLEAN),
                      plan.embedding(victim, made.captions())))
          .collect(ImmutableSet.toImmutableSet());
    }

    private Stream<String> victim() {
      return made.against().victim().stream();
    }

    private Stream<PlanNode> knownGradient(String victim, PlanContext plan) {
      boolean starts =
          made.captions().equals(Captions.CLEAN) && plan.costs().looksAtClean(made.attack());
      return starts ? Stream.of(new CleanGradient(victim)) : Stream.empty();
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return made.against().victim().map(victim -> plan.branch(victim, Modality.IMAGE));
    }

    @Override
    public Passes passes(PlanContext plan) {
      return victim()
          .flatMap(
              victim ->
                  Stream.concat(
                      Stream.of(plan.costs().images(made.attack())),
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
   * Searches for words, before all the images of a victim at once, so that one batch of candidates
   * serves them all.
   *
   * @param against the victim whom the words are to fool
   * @param attack the attack
   * @param images what the victim is shown, one search each
   */
  record SearchWords(Against against, AttackPart attack, ImmutableList<Images> images)
      implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return against.victim().stream()
          .flatMap(victim -> images.stream().flatMap(shown -> plan.embedding(victim, shown)))
          .collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return against.victim().map(victim -> plan.branch(victim, Modality.TEXT));
    }

    /** Captions that several searches with a branch meet are scored once; each pays its share. */
    @Override
    public Passes passes(PlanContext plan) {
      return branch(plan)
          .map(
              branch ->
                  plan.costs()
                      .captions(attack)
                      .times((double) images.size() / plan.searches(branch, attack)))
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
          + attack
          + against
          + (images.size() == 1 ? "" : " before " + images.size() + " sets of images");
    }
  }

  /**
   * Embeds images.
   *
   * @param branch the classifier whose image branch embeds them, by name
   * @param images which
   */
  record EmbedImages(String branch, Images images) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return ImmutableSet.copyOf(images.maker().stream().iterator());
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return Optional.of(branch);
    }

    @Override
    public Passes passes(PlanContext plan) {
      return Passes.IMAGE;
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.embedImages(this);
    }

    @Override
    public String toString() {
      return branch + " reads " + images;
    }
  }

  /**
   * Embeds captions.
   *
   * @param branch the classifier whose text branch embeds them, by name
   * @param captions which
   */
  record EmbedWords(String branch, Captions captions) implements PlanNode {
    @Override
    public ImmutableSet<PlanNode> needs(PlanContext plan) {
      return ImmutableSet.copyOf(plan.maker(captions).iterator());
    }

    @Override
    public Optional<String> branch(PlanContext plan) {
      return Optional.of(branch);
    }

    /** What a search with the same branch found was scored on the way, and is remembered. */
    @Override
    public Passes passes(PlanContext plan) {
      return plan.maker(captions)
              .anyMatch(search -> search.branch(plan).equals(Optional.of(branch)))
          ? Passes.NONE
          : Passes.TEXT;
    }

    @Override
    public Runnable run(PlanWork work) {
      return work.embedCaptions(this);
    }

    @Override
    public String toString() {
      return branch + " reads " + captions;
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
              plan.embedding(victim, Images.CLEAN, Captions.CLEAN),
              cell.candidates().stream()
                  .flatMap(
                      candidate ->
                          Streams.concat(
                              candidate.images().maker().stream(),
                              plan.maker(candidate.captions()),
                              plan.embedding(victim, candidate.images(), candidate.captions()))))
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
    public String toString() {
      return "score " + cell;
    }
  }
}
