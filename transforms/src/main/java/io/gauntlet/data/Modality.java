package io.gauntlet.data;

/** What a classifier can see of a study. */
public enum Modality {
  /** The frontal and the lateral picture. */
  IMAGE,
  /** The words of the report. */
  TEXT
}
