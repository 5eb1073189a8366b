package io.gauntlet.report.sarif;

import com.google.common.base.Ascii;

/** What a cause of a verdict is about. */
enum CauseKind {
  /** A comparison that the release rests on. */
  PRIMARY,
  /** A figure that has to be reached, whatever the reference. */
  FLOOR,
  /** Whether the runs are what they say, and can be compared. */
  INTEGRITY,
  /** A figure that may only seem good. */
  FALSE_SECURITY,
  /** What the policy names, and what it can decide. */
  POLICY;

  /** For programs, such as {@code false-security}. */
  String key() {
    return Ascii.toLowerCase(name()).replace('_', '-');
  }
}
