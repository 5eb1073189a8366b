/**
 * Networks as tables of numbers over shared layers; weights are named as in the public checkpoints.
 */
package io.gauntlet.model.nn;
