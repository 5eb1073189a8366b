package io.gauntlet.data.table;

import java.io.InputStream;

/**
 * A file that is read as a table.
 *
 * @param stream its bytes; the caller closes it
 * @param name as errors name it
 * @param encoding of its text, unless it begins with a byte order mark
 */
public record TableFile(InputStream stream, String name, TableEncoding encoding) {}
