package io.gauntlet.pipelines.options;

/** A whole run on this machine, which may attack the models of another run instead of its own. */
public interface LocalRunOptions extends GauntletOptions, ModelsFromOptions {}
