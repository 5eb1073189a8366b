/** Tries victims that users bring out on a few studies, before any work is spent on them. */
package io.gauntlet.model.probe;
