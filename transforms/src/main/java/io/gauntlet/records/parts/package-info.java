/**
 * The outcomes of a run, by parts: a part is what one element of work makes, and so the unit of
 * writing, of going on after a stop, of digests and of checks. What all parts have in common, and
 * the roots of their digests, is the run's manifest.
 */
package io.gauntlet.records.parts;
