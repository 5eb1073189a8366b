/**
 * The records that outlive a run: attacks written down as values, and files that older versions
 * wrote read as the records of today.
 */
package io.gauntlet.records;
