package io.gauntlet.score.pair;

/** What two runs that can be compared never have; counted by study. */
public enum Oddity {
  /** A study has more than one outcome of a cell and replica. */
  DOUBLED,
  /** The runs disagree on what is true of a study. */
  RELABELLED,
  /** The runs were asked about other pixels or words under the same uid. */
  ALTERED,
  /** The attack was revised between the runs. */
  REVISED,
  /** The reference has the study and the candidate has not. */
  ONLY_REFERENCE,
  /** The candidate has the study and the reference has not. */
  ONLY_CANDIDATE,
  /** Some replicas lack the study. */
  LACKS_REPLICAS,
  /** The same weights gave another answer about the same study. */
  NOT_REPRODUCED
}
