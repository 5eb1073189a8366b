package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackPart;
import java.util.Optional;
import java.util.stream.Stream;

/** The images that a victim is shown. Equal values are the same images, and are made once. */
public sealed interface Images {
  /** The images as they came. */
  Images CLEAN = new Clean();

  /** The work that makes them; empty for the clean ones. */
  Optional<PlanNode> maker();

  /** The captions that an attack made and that they depend on, those that come first last. */
  Stream<Captions.Made> searches();

  /** The attacks that they went through: those before it, then the one that left them so. */
  Stream<AttackedModality> history();

  /** As it follows the name of an attack: {@code " with pgd against image"}, or nothing. */
  String suffix();

  /** The images as they came. */
  record Clean() implements Images {
    @Override
    public Optional<PlanNode> maker() {
      return Optional.empty();
    }

    @Override
    public Stream<Captions.Made> searches() {
      return Stream.empty();
    }

    @Override
    public Stream<AttackedModality> history() {
      return Stream.empty();
    }

    @Override
    public String suffix() {
      return "";
    }

    @Override
    public String toString() {
      return "clean images";
    }
  }

  /**
   * Images that an attack made.
   *
   * @param against the victim that they were made against
   * @param attack the attack
   * @param captions the words that the victim read meanwhile
   */
  record Made(Against against, AttackPart attack, Captions captions)
      implements Images, AttackedModality {
    @Override
    public Optional<PlanNode> maker() {
      return Optional.of(new PlanNode.MakeImages(this));
    }

    @Override
    public Stream<Captions.Made> searches() {
      return captions.searches();
    }

    @Override
    public Stream<AttackedModality> history() {
      return Stream.concat(captions.history(), Stream.of(this));
    }

    @Override
    public String suffix() {
      return " with " + this;
    }

    @Override
    public String toString() {
      return attack.toString() + against + captions.suffix();
    }
  }
}
