package io.gauntlet.pipelines.options;

/**
 * The options of the whole gauntlet: those of its stages, and none of its own. An option belongs to
 * the stage that reads it, so that the stage's own pipeline and template have it too.
 */
public interface GauntletOptions extends PrepareCohortOptions, TrainingOptions, GridOptions {}
