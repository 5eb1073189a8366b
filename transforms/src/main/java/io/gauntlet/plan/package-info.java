/**
 * The plan: what a grid of attacks computes, once each, made before anything runs; and the runner
 * that does it.
 */
package io.gauntlet.plan;
