package io.gauntlet.transforms.cohort.manifest;

/**
 * {@code mimic-cxr}: the tables of MIMIC-CXR-JPG with the labels of CheXpert (Johnson et al. 2019).
 */
public final class MimicCxrSource extends ShippedLayout {

  @Override
  public String name() {
    return "mimic-cxr";
  }

  @Override
  String tables() {
    return "mimic-cxr-2.0.0-metadata.csv, mimic-cxr-2.0.0-chexpert.csv and mimic_cxr_sectioned.csv, separated by commas";
  }
}
