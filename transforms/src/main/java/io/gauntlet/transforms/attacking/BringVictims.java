package io.gauntlet.transforms.attacking;

import io.gauntlet.model.OwnVictim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * References to victims that the user brings, each a folder that a {@link
 * io.gauntlet.model.VictimProvider} opens, such as one with a TorchScript module and a {@code
 * config.json} beside it, so that they are attacked beside those that are trained.
 *
 * <pre>{@code
 * PCollection<ModelReference> own = pipeline.apply(BringVictims.from(List.of("victims/ours")));
 * }</pre>
 *
 * @see OwnVictim
 */
public final class BringVictims extends PTransform<PBegin, PCollection<ModelReference>> {
  private static final long serialVersionUID = 1;

  private final List<String> folders;

  private BringVictims(List<String> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The victims of these folders, on any of Beam's file systems; may be none. */
  public static BringVictims from(List<String> folders) {
    return new BringVictims(folders);
  }

  /**
   * The reference of a victim.
   *
   * @param folder of it
   * @param catalogue of the kinds that there are
   */
  public static ModelReference reference(String folder, VictimCatalogue catalogue)
      throws IOException {
    OwnVictim victim = catalogue.in(new RunFiles(folder));
    return new ModelReference(victim.name(), folder, victim.digest(), null);
  }

  @Override
  public PCollection<ModelReference> expand(PBegin begin) {
    return begin
        .apply("Folders", Create.of(folders).withType(TypeDescriptors.strings()))
        .apply("Describe", ParDo.of(new Describe()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("folders", folders.toString()).withLabel("Folders of victims"));
  }

  static final class Describe extends DoFn<String, ModelReference> {
    private static final long serialVersionUID = 1;
    private transient VictimCatalogue catalogue;

    @Setup
    public void setUp() {
      catalogue = VictimCatalogue.load();
    }

    @ProcessElement
    public void process(@Element String folder, OutputReceiver<ModelReference> out)
        throws IOException {
      out.output(reference(folder, catalogue));
    }
  }
}
