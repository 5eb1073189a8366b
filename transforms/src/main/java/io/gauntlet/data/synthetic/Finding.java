package io.gauntlet.data.synthetic;

/** The kinds of abnormality a synthetic study can have, under their Indiana University names. */
enum Finding {
  CARDIOMEGALY("Cardiomegaly", "Cardiomegaly"),
  PLEURAL_EFFUSION("Pleural Effusion", "Pleural Effusion"),
  NODULE("Nodule", "Nodule/lung"),
  OPACITY("Opacity", "Opacity/lung"),
  PNEUMOTHORAX("Pneumothorax", "Pneumothorax"),
  ATELECTASIS("Pulmonary Atelectasis", "Pulmonary Atelectasis"),
  GRANULOMA("Calcified Granuloma", "Calcified Granuloma/lung"),
  EDEMA("Pulmonary Edema", "Pulmonary Edema");

  private final String problem;
  private final String heading;

  Finding(String problem, String heading) {
    this.problem = problem;
    this.heading = heading;
  }

  /** The name written in the column Problems. */
  String problem() {
    return problem;
  }

  /** The beginning of the MeSH heading, before side and zone. */
  String heading() {
    return heading;
  }

  /** Whether the finding is on one side only and so has a side and a zone. */
  boolean isSided() {
    return this != CARDIOMEGALY && this != EDEMA;
  }

  /** Whether the height of the finding within the lung varies. */
  boolean hasZone() {
    return this == NODULE || this == OPACITY || this == GRANULOMA;
  }
}
