package io.gauntlet.model.training;

/**
 * The attacks of a training that makes a victim hold.
 *
 * @param training whose studies are learnt from
 * @param examining which is stronger, and tells what the victim is worth after each epoch
 */
public record Adversaries(Adversary training, Adversary examining) {
  /** None. */
  public static final Adversaries NONE = new Adversaries(Adversary.NONE, Adversary.NONE);

  /** These, and then others on what they left. */
  public Adversaries then(Adversaries next) {
    return new Adversaries(training.then(next.training), examining.then(next.examining));
  }
}
