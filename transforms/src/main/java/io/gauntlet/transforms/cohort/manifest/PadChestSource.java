package io.gauntlet.transforms.cohort.manifest;

/** {@code padchest}: the tables of PadChest (Bustos et al. 2020). */
public final class PadChestSource extends ShippedLayout {

  @Override
  public String name() {
    return "padchest";
  }

  @Override
  String tables() {
    return "PADCHEST_chest_x_ray_images_labels_160K.csv";
  }
}
