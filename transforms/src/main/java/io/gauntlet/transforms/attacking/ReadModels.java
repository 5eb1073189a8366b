package io.gauntlet.transforms.attacking;

import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads references to all finished models of a run, so that they are attacked without being trained
 * again. Those in a folder {@code seed-N/} are replicas, and say so.
 *
 * <pre>{@code
 * PCollection<ModelReference> victims = pipeline.apply(ReadModels.from("/runs/1/models"));
 * }</pre>
 *
 * <p>A model is finished when its card, which is written last, is there.
 */
public final class ReadModels extends PTransform<PBegin, PCollection<ModelReference>> {
  private static final long serialVersionUID = 1;

  private final String folder;

  private ReadModels(String folder) {
    this.folder = folder;
  }

  /**
   * The models under a folder, each in its own.
   *
   * @param folder on any of Beam's file systems; must hold a model when the pipeline runs
   */
  public static ReadModels from(String folder) {
    return new ReadModels(folder);
  }

  @Override
  public PCollection<ModelReference> expand(PBegin begin) {
    return begin
        .apply(
            "MatchCards",
            FileIO.match()
                .filepattern(folder + "/**/" + ModelCard.FILE)
                .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW))
        .apply("ReadCard", ParDo.of(new ReadCard()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("folder", folder).withLabel("Folder of the models"));
  }

  private static final class ReadCard extends DoFn<MatchResult.Metadata, ModelReference> {
    private static final long serialVersionUID = 1;
    private static final Pattern REPLICA = Pattern.compile("/seed-(?<seed>-?\\d+)/[^/]+$");

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      String uri = context.element().resourceId().getCurrentDirectory().toString();
      String model = uri.substring(0, uri.length() - 1);
      ModelCard card = ModelFolder.card(new RunFiles(model));
      Matcher replica = REPLICA.matcher(model);
      context.output(
          new ModelReference(
              card.classifier(),
              model,
              card.digest(),
              replica.find() ? (Long) Long.parseLong(replica.group("seed")) : null));
    }
  }
}
