package io.gauntlet.transforms.cohort.manifest;

import com.google.common.io.Resources;
import io.gauntlet.data.manifest.CohortLayout;
import io.gauntlet.data.manifest.CohortLayoutYaml;
import io.gauntlet.transforms.cohort.CohortFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A source whose layout is a resource of its name beside this class. */
abstract class ShippedLayout extends LayoutSource {

  @Override
  final CohortLayout layout(CohortFiles files) {
    if (files.columns().isPresent()) {
      throw new IllegalArgumentException(
          "columns: %s has a layout of its own; leave the option out, or give --source=manifest"
              .formatted(name()));
    }
    String file = name() + ".yaml";
    try {
      return CohortLayoutYaml.read(
          file,
          Resources.toString(
              Resources.getResource(ShippedLayout.class, file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
