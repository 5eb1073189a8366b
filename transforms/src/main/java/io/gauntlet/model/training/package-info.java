/** How whole victims are trained; the loop of every training is in {@code model.train}. */
package io.gauntlet.model.training;
