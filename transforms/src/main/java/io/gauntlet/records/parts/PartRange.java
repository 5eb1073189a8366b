package io.gauntlet.records.parts;

import java.io.Serializable;

/**
 * Neighbouring parts of a run, in their order.
 *
 * @param first of them
 * @param last of them; the first in a run of few parts
 * @param parts how many there are, at least 1
 * @param root digest of their summaries' digests in order: {@code sha256:} and 64 hexadecimal
 *     digits
 */
public record PartRange(PartName first, PartName last, int parts, String root)
    implements Serializable {}
