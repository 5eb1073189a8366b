package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.ProgressOptions;

/** A whole run that a command waits for. */
public interface LocalRunOptions extends GauntletOptions, PostOptions, ProgressOptions {}
