package io.gauntlet.transforms.cohort.manifest;

/**
 * {@code nih-chestxray14}: the tables of NIH ChestX-ray14 (Wang et al. 2017): one frontal image a
 * study, and no reports.
 */
public final class NihSource extends ShippedLayout {

  @Override
  public String name() {
    return "nih-chestxray14";
  }

  @Override
  String tables() {
    return "Data_Entry_2017.csv";
  }
}
