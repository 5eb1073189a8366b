package io.gauntlet.data.indiana;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;

/**
 * A row of the table of reports.
 *
 * @param file the table, as errors name it
 * @param line of the file where the row starts, from 1
 * @param uid the study's
 * @param mesh MeSH terms, separated by semicolons
 * @param problems findings, separated by semicolons; {@code normal} alone for none
 * @param text what the report says
 * @param groups what the patient, the place and the device are, by the name of the column
 */
public record ReportRow(
    String file,
    long line,
    String uid,
    String mesh,
    String problems,
    ReportText text,
    ImmutableMap<String, String> groups)
    implements Serializable {}
