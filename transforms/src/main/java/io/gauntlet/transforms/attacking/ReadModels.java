package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.transforms.Create;
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
  private static final Pattern REPLICA = Pattern.compile("/seed-(?<seed>-?\\d+)/[^/]+$");

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
        .apply("Folder", Create.of(folder))
        .apply("FindModels", ParDo.of(new FindModels()))
        .apply("ReadCard", ParDo.of(new ReadCard()));
  }

  /**
   * The folders of the finished models under a folder.
   *
   * @param folder on any of Beam's file systems
   */
  public static ImmutableList<String> finished(String folder) throws IOException {
    return Listing.under(Location.of(folder)).stream()
        .filter(file -> file.resourceId().getFilename().equals(ModelCard.FILE))
        .map(file -> Location.of(file.resourceId().toString()).parent().name())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The reference of a finished model.
   *
   * @param model its folder
   */
  public static ModelReference reference(String model) throws IOException {
    ModelCard card = ModelFolder.card(new RunFiles(model));
    Matcher replica = REPLICA.matcher(model);
    return new ModelReference(
        card.classifier(),
        model,
        card.digest(),
        replica.find() ? (Long) Long.parseLong(replica.group("seed")) : null);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("folder", folder).withLabel("Folder of the models"));
  }

  private static final class FindModels extends DoFn<String, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element String folder, OutputReceiver<String> models) throws IOException {
      ImmutableList<String> finished = finished(folder);
      if (finished.isEmpty()) {
        throw new FileNotFoundException("there is no finished model in " + folder);
      }
      finished.forEach(models::output);
    }
  }

  private static final class ReadCard extends DoFn<String, ModelReference> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element String model, OutputReceiver<ModelReference> victims)
        throws IOException {
      victims.output(reference(model));
    }
  }
}
