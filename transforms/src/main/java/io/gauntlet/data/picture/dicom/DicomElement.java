package io.gauntlet.data.picture.dicom;

import java.nio.ByteBuffer;

/**
 * An element of a data set.
 *
 * @param type two letters (DICOM PS3.5, section 6.2); empty where the file names no types
 * @param delimited whether it ended with a delimiter and told no length, as compressed pixels do
 * @param value in the file's byte order
 */
record DicomElement(String type, boolean delimited, ByteBuffer value) {}
