package io.gauntlet.records.parts;

import java.io.Serializable;

/**
 * The file of a part's outcomes.
 *
 * @param rows number of its outcomes
 * @param invalid those of them that are invalid
 * @param digest of its bytes, {@code sha256:} and 64 hexadecimal digits
 */
public record PartFile(long rows, long invalid, String digest) implements Serializable {}
