package io.gauntlet.records.parts;

import java.io.Serializable;

/**
 * A study of a part.
 *
 * @param uid of the study
 * @param label its true class
 * @param studyDigest of its pixels, caption and label; null where none was taken
 * @param digest of its outcomes in the part, in their order: {@code sha256:} and 64 hexadecimal
 *     digits
 */
public record PartStudy(String uid, String label, String studyDigest, String digest)
    implements Serializable {}
