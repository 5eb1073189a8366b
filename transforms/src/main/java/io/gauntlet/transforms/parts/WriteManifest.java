package io.gauntlet.transforms.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.records.parts.ManifestTally;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.SealedJson;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.Tallying;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Puts the manifest of all parts of a run into the file that the run began with, and deletes what
 * attempts that were stopped have left beside the parts.
 *
 * <pre>{@code
 * parts.summaries().apply(WriteManifest.into("/runs/1", "run.json", "/runs/1/outcomes"));
 * }</pre>
 *
 * <p>The output is the manifest, once it is written.
 */
public final class WriteManifest
    extends PTransform<PCollection<PartSummary>, PCollection<RunManifest>> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final String file;
  private final String parts;
  private final transient Optional<PCollection<RunScope>> scope;

  private WriteManifest(
      String folder, String file, String parts, Optional<PCollection<RunScope>> scope) {
    this.folder = folder;
    this.file = file;
    this.parts = parts;
    this.scope = scope;
  }

  /**
   * The place of the manifest.
   *
   * @param folder of the run
   * @param file JSON that gets the manifest beside what it has already
   * @param parts folder of the parts
   */
  public static WriteManifest into(String folder, String file, String parts) {
    return new WriteManifest(folder, file, parts, Optional.empty());
  }

  /**
   * Says in the manifest what the run left out on purpose.
   *
   * @param told at most one element; none where nothing was left out
   */
  public WriteManifest withScope(PCollection<RunScope> told) {
    return new WriteManifest(folder, file, parts, Optional.of(told));
  }

  @Override
  public PCollection<RunManifest> expand(PCollection<PartSummary> summaries) {
    PCollectionView<List<RunScope>> leftOut =
        scope
            .orElseGet(
                () ->
                    summaries
                        .getPipeline()
                        .apply("WholeScope", Create.empty(TypeDescriptor.of(RunScope.class))))
            .apply("AsScope", View.asList());
    return summaries
        .apply("TallyParts", Combine.globally(tallying()))
        .apply("Write", ParDo.of(new Write(folder, file, parts, leftOut)).withSideInputs(leftOut));
  }

  /** Counts parts. */
  public static Tallying<PartSummary, ManifestTally> tallying() {
    return Tallying.in(
        ManifestTally.class, ManifestTally::new, ManifestTally::add, ManifestTally::merge);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("folder", folder).withLabel("Folder of the run"))
        .add(DisplayData.item("file", file).withLabel("File of the manifest"))
        .add(DisplayData.item("parts", parts).withLabel("Folder of the parts"));
  }

  private static final class Write extends DoFn<ManifestTally, RunManifest> {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String folder;
    private final String file;
    private final String parts;
    private final PCollectionView<List<RunScope>> scope;

    Write(String folder, String file, String parts, PCollectionView<List<RunScope>> scope) {
      this.folder = folder;
      this.file = file;
      this.parts = parts;
      this.scope = scope;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      ManifestTally tally = context.element();
      deleteStrays(tally);
      RunManifest manifest =
          tally
              .toManifest()
              .with(context.sideInput(scope).stream().reduce(RunScope.ALL, RunScope::and));
      RunFiles files = new RunFiles(folder);
      ObjectNode run = run(files);
      run.set(RunManifest.KEY, manifest.toJson());
      files.write(file, JSON.writeValueAsBytes(SealedJson.seal(run)));
      context.output(manifest);
    }

    private ObjectNode run(RunFiles files) throws IOException {
      try {
        return (ObjectNode) JSON.readTree(files.read(file));
      } catch (FileNotFoundException e) {
        return JSON.createObjectNode();
      }
    }

    /** Parts of another layout, and those that were aside when an attempt was killed. */
    private void deleteStrays(ManifestTally tally) throws IOException {
      RunFiles files = new RunFiles(parts);
      Set<String> strays = new TreeSet<>();
      for (String name : files.names()) {
        if (PartName.of(name).map(part -> !tally.has(part)).orElse(isAside(name))) {
          strays.add(name);
        }
      }
      files.delete(strays);
    }

    private static boolean isAside(String name) {
      return RunFiles.ofAside(name).flatMap(PartName::of).isPresent();
    }
  }
}
