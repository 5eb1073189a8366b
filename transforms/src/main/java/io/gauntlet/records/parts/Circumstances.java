package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;

/**
 * What the outcomes of a part do not tell of themselves.
 *
 * @param inputs digest of all that decides the outcomes
 * @param unused studies of the batch that have none
 * @param making sizes and versions
 */
public record Circumstances(String inputs, ImmutableList<UnusedInput> unused, Making making) {}
