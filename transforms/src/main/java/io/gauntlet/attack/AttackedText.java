package io.gauntlet.attack;

/**
 * A caption after an attack.
 *
 * @param caption the attacked caption
 * @param wordsChanged words replaced or removed
 * @param words words of the clean caption
 * @param queries captions that the victim scored for this study; answers known already do not count
 */
public record AttackedText(String caption, int wordsChanged, int words, long queries) {}
