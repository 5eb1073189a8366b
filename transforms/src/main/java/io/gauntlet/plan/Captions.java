package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackPart;
import java.util.stream.Stream;

/** The words that a victim reads. Equal values are the same words, and are found once. */
public sealed interface Captions {
  /** The captions as they came. */
  Captions CLEAN = new Clean();

  /** The searches that they depend on: the one that found them, then those before it. */
  Stream<Made> searches();

  /** The attacks that they went through: those before it, then the one that left them so. */
  Stream<AttackedModality> history();

  /** As it follows the name of an attack: {@code " with pwws against text"}, or nothing. */
  String suffix();

  /** The captions as they came. */
  record Clean() implements Captions {
    @Override
    public Stream<Made> searches() {
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
      return "clean captions";
    }
  }

  /**
   * Captions that an attack made.
   *
   * @param against the victim that they were made against
   * @param attack the attack
   * @param images the images that the victim was shown meanwhile
   */
  record Made(Against against, AttackPart attack, Images images)
      implements Captions, AttackedModality {
    @Override
    public Stream<Made> searches() {
      return Stream.concat(Stream.of(this), images.searches());
    }

    @Override
    public Stream<AttackedModality> history() {
      return Stream.concat(images.history(), Stream.of(this));
    }

    @Override
    public String suffix() {
      return " with " + this;
    }

    @Override
    public String toString() {
      return attack.toString() + against + images.suffix();
    }
  }
}
