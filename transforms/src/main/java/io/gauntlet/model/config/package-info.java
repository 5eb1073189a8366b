/** The description of a victim that a user brings, as it is written. */
package io.gauntlet.model.config;
