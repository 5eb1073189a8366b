/** Victims that are asked for logits alone: what a user implements in plain Java. */
package io.gauntlet.model.scoring;
