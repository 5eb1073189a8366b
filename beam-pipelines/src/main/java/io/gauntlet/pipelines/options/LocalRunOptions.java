package io.gauntlet.pipelines.options;

/** A whole run that a command waits for. */
public interface LocalRunOptions extends GauntletOptions, PostOptions {}
