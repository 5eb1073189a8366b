package io.gauntlet.pipelines.request;

import java.util.Optional;

/**
 * A night: a whole run, and what becomes of its result.
 *
 * @param run that is made
 * @param gate that decides about it
 * @param historyTable to which its cells are appended, as {@code PROJECT:DATASET.TABLE}; empty for
 *     none
 */
public record NightRequest(RunRequest run, GateRequest gate, Optional<String> historyTable) {}
