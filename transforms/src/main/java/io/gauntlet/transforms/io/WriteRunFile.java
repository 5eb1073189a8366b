package io.gauntlet.transforms.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes the only text of a collection as a file of a run's folder, aside and renamed.
 *
 * <pre>{@code
 * verdict
 *     .apply(MapElements.into(strings()).via(VerdictJson::write))
 *     .apply(WriteRunFile.of("/runs/2", "verdict.json"));
 * }</pre>
 *
 * <p>The output is the same text, once the file is there.
 */
public final class WriteRunFile extends PTransform<PCollection<String>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final String file;

  private WriteRunFile(String folder, String file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * The file.
   *
   * @param folder on any of Beam's file systems
   * @param file its name in the folder
   */
  public static WriteRunFile of(String folder, String file) {
    return new WriteRunFile(folder, file);
  }

  @Override
  public PCollection<String> expand(PCollection<String> text) {
    return text.apply("Write", ParDo.of(new Write(folder, file)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("folder", folder).withLabel("Folder"))
        .add(DisplayData.item("file", file).withLabel("File"));
  }

  private static final class Write extends DoFn<String, String> {
    private static final long serialVersionUID = 1;

    private final String folder;
    private final String file;

    Write(String folder, String file) {
      this.folder = folder;
      this.file = file;
    }

    @ProcessElement
    public void process(@Element String text, OutputReceiver<String> receiver) throws IOException {
      new RunFiles(folder).write(file, text.getBytes(StandardCharsets.UTF_8));
      receiver.output(text);
    }
  }
}
