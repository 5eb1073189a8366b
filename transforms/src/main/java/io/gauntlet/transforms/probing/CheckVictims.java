package io.gauntlet.transforms.probing;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.probe.ProbeStudies;
import io.gauntlet.model.probe.VictimProbe;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.chosen.LastByRank;
import io.gauntlet.transforms.cohort.StudyImages;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;

/**
 * Tries out the victims that a user brings on a few of the studies, and fails where one cannot be
 * attacked: before the hours that training and attacks take, and with one line that says why.
 *
 * <pre>{@code
 * PCollection<String> checked = studies.apply(CheckVictims.in(List.of("victims/ours")));
 * PCollection<Study> after = studies.apply(Wait.on(checked));
 * }</pre>
 *
 * <p>The result has the name of each victim that can be attacked.
 *
 * @see VictimProbe
 */
public final class CheckVictims extends PTransform<PCollection<Study>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final String STAGE = "check victims";

  /** So few that they are tried out in seconds, one by one and together. */
  private static final int STUDIES = 4;

  private final ImmutableList<String> folders;
  private final ComputeDevice device;

  private CheckVictims(ImmutableList<String> folders, ComputeDevice device) {
    this.folders = folders;
    this.device = device;
  }

  /** The victims of these folders, on any of Beam's file systems. */
  public static CheckVictims in(List<String> folders) {
    return new CheckVictims(ImmutableList.copyOf(folders), ComputeDevice.AUTO);
  }

  @Override
  public PCollection<String> expand(PCollection<Study> studies) {
    return studies
        .apply("FewStudies", Top.of(STUDIES, new LastByRank<>(0, Study::getUid)))
        .apply("TryOut", ParDo.of(new TryOut(folders, device)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("folders", folders.toString()).withLabel("Folders of victims"))
        .add(DisplayData.item("studies", STUDIES).withLabel("Studies that are shown to each"));
  }

  static final class TryOut extends DoFn<List<Study>, String> {
    private static final long serialVersionUID = 1;

    private final ImmutableList<String> folders;
    private final ComputeDevice device;
    private transient VictimCatalogue catalogue;

    TryOut(ImmutableList<String> folders, ComputeDevice device) {
      this.folders = folders;
      this.device = device;
    }

    @Setup
    public void setUp() {
      catalogue = VictimCatalogue.load();
    }

    @ProcessElement
    public void process(ProcessContext context) {
      List<Study> studies = Studies.byUid(context.element());
      StageLog.of(context.getPipelineOptions(), STAGE)
          .around(
              () -> {
                for (String folder : folders) {
                  context.output(tried(folder, studies));
                }
              });
    }

    private String tried(String folder, List<Study> studies) throws IOException {
      OwnVictim own = catalogue.in(new RunFiles(folder));
      return WorkFailedException.tell(
          Place.WORK,
          () -> "try out " + own.name(),
          () -> {
            try (NDManager manager = NDManager.newBaseManager(device.resolve());
                Victim victim = own.open(manager, own.digest())) {
              tryOut(own.name(), victim, manager, studies);
              return own.name();
            } catch (IOException e) {
              throw new UncheckedIOException(new IOException(folder + ": " + e.getMessage(), e));
            }
          });
    }

    private static void tryOut(String name, Victim victim, NDManager manager, List<Study> studies)
        throws IOException {
      for (Study study : studies) {
        ClassNames.requireSame(
            new ClassNames.Named(
                "the victim " + name, victim.forClasses(study.getClassNames()).classNames()),
            new ClassNames.Named("study " + study.getUid(), study.getClassNames()),
            "attack a victim of the studies' classes, in their order");
      }
      Optional<ProbeStudies> shown = shown(victim, studies);
      if (shown.isPresent()) {
        VictimProbe.check(victim, manager, shown.get());
      }
    }

    /** The studies that can be read; empty where there are none. */
    private static Optional<ProbeStudies> shown(Victim victim, List<Study> studies) {
      Optional<ImageSize> size = victim.branch(ImageBranch.class).map(ImageBranch::size);
      ImmutableList.Builder<String> captions = ImmutableList.builder();
      ImmutableList.Builder<float[]> images = ImmutableList.builder();
      for (Study study : studies) {
        if (size.isEmpty()) {
          captions.add(study.getCaption());
          continue;
        }
        ImageSize of = size.get();
        StudyImages.read(study, of.views())
            .ifReadable(
                pixels -> {
                  captions.add(study.getCaption());
                  images.add(pixels.resized(of.views(), of.height(), of.width()));
                });
      }
      return Optional.of(new ProbeStudies(captions.build(), images.build(), size))
          .filter(some -> some.count() > 0);
    }
  }
}
