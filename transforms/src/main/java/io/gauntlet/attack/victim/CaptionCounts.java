package io.gauntlet.attack.victim;

/**
 * What the captions of a batch cost.
 *
 * @param computed captions that went through an encoder
 * @param remembered captions that were asked for and known already
 */
public record CaptionCounts(long computed, long remembered) {}
