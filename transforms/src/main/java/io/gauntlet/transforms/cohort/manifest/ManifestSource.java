package io.gauntlet.transforms.cohort.manifest;

import io.gauntlet.data.manifest.CohortLayout;
import io.gauntlet.data.manifest.CohortLayoutYaml;
import io.gauntlet.data.yaml.YamlFault;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.io.InputFiles;
import java.io.FileNotFoundException;
import java.io.IOException;

/** {@code manifest}: any tables, whose columns the user names in a YAML file. */
public final class ManifestSource extends LayoutSource {

  @Override
  public String name() {
    return "manifest";
  }

  @Override
  String tables() {
    return "name the table with --cohort, or those of the layout in its order";
  }

  @Override
  CohortLayout layout(CohortFiles files) {
    String columns =
        files
            .columns()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "columns is missing; name a YAML file such as {study: id, images: {frontal:"
                            + " frontal_path}, text: [findings, impression]}"));
    try {
      return CohortLayoutYaml.read(columns, InputFiles.text(columns));
    } catch (YamlFault e) {
      throw new IllegalArgumentException("columns: " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          "columns: no file " + columns + "; name the YAML file that says what the columns are", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("columns: " + e.getMessage(), e);
    }
  }
}
