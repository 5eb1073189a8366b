/**
 * What a user says of a victim of his own, whatever its kind: the pixels that it takes, and what
 * its numbers mean.
 */
package io.gauntlet.model.description;
