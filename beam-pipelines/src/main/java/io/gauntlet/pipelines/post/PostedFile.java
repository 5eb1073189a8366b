package io.gauntlet.pipelines.post;

/**
 * A file that goes along.
 *
 * @param name in the run's folder, and where it goes
 * @param bytes that it holds
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record PostedFile(String name, byte[] bytes) {}
