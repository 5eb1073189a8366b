package io.gauntlet.pipelines.request;

import io.gauntlet.data.words.Lexicon;

/**
 * What a user brings to the attacks.
 *
 * @param victims beside those that are trained
 * @param lexicon of terms that stand for each other in a report; the shipped one unless brought
 */
public record Brought(OwnVictims victims, Lexicon lexicon) {}
