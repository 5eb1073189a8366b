package io.gauntlet.model.training;

/**
 * The attacks of a training that makes a victim hold.
 *
 * @param training whose images are learnt from
 * @param examining which is stronger, and tells what the victim is worth after each epoch
 */
public record Adversaries(Adversary training, Adversary examining) {}
