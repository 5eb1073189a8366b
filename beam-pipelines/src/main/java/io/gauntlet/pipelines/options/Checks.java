package io.gauntlet.pipelines.options;

import com.google.common.base.Splitter;
import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.VictimProfile;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.StudySource;
import io.gauntlet.transforms.cohort.StudySources;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.training.EncoderChoice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at what a user asked for before any work is done. */
public final class Checks {
  private static final String PAPER = "paper";
  private static final String LOCAL_RUNNER = "DirectRunner";

  private Checks() {}

  /**
   * The modalities that were asked for.
   *
   * @throws UsageException when one is unknown
   */
  public static Set<Modality> modalities(ModalityOptions options) {
    EnumSet<Modality> modalities = EnumSet.noneOf(Modality.class);
    for (String name : list(options.getModalities())) {
      try {
        modalities.add(Modality.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--modalities: '" + name + "' is no modality; give image, text or image,text", e);
      }
    }
    if (modalities.isEmpty()) {
      throw new UsageException("--modalities is empty; give image, text or image,text");
    }
    return modalities;
  }

  /**
   * Looks at the files of the cohort.
   *
   * @throws UsageException when there is no such layout, or a file is missing or lacks a column
   */
  public static void cohort(CohortOptions options, boolean needsPictures) {
    EnumSet<Modality> needed = EnumSet.of(Modality.TEXT);
    if (needsPictures) {
      needed.add(Modality.IMAGE);
    }
    StudySource source;
    try {
      source = StudySources.named(options.getSource());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--source: " + e.getMessage(), e);
    }
    try {
      source.check(
          new CohortFiles(
              options.getReports(), options.getProjections(), options.getImages(), needed));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("the cohort cannot be read: " + e.getMessage(), e);
    }
  }

  /** Digest of the two tables: sha256: and 64 hexadecimal digits. */
  public static String digest(CohortOptions options) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String pattern : List.of(options.getReports(), options.getProjections())) {
      try {
        InputFiles.read(
            pattern, (stream, file) -> stream.transferTo(Funnels.asOutputStream(hasher)));
      } catch (IOException e) {
        throw new UsageException(pattern + ": " + e.getMessage(), e);
      }
    }
    return "sha256:" + hasher.hash();
  }

  /**
   * The grid of attacks that was asked for.
   *
   * @throws UsageException when an attack is unknown or out of its range
   */
  public static AttackGrid grid(GridOptions options) {
    boolean pictures = modalities(options).contains(Modality.IMAGE);
    List<String> transfers =
        switch (options.getTransfers()) {
          case PAPER -> AttackGrid.paper().transfers();
          case "none" -> List.of();
          default -> list(options.getTransfers());
        };
    long most = options.getMaxQueries();
    if (most < 0) {
      throw new UsageException("--maxQueries is " + most + "; give at least 1, or 0 for no bound");
    }
    most = most == 0 ? Long.MAX_VALUE : most;
    List<String> attacks =
        list(options.getAttacks()).stream()
            .flatMap(attack -> AttackGrid.preset(attack).stream())
            .toList();
    List<String> swept;
    try {
      List<String> canonical = AttackGrid.of(attacks, List.of(), most).attacks();
      swept =
          BudgetSweep.over(
              BudgetSweep.over(canonical, "epsilon", list(options.getEpsilons())),
              "fraction",
              list(options.getFractions()));
      AttackGrid.of(swept, List.of(), most);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
    try {
      return AttackGrid.of(swept, pictures ? transfers : List.of(), most);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--transfers: " + e.getMessage(), e);
    }
  }

  /**
   * Everything that the whole gauntlet is asked for.
   *
   * @throws UsageException at the first thing that cannot be
   */
  public static void gauntlet(GauntletOptions options) {
    prepare(options);
    training(options);
    attacks(options);
    plan(options);
  }

  /**
   * Whether the victims that attacks name are trained here or brought.
   *
   * @throws UsageException when one is not
   */
  public static void plan(GridOptions options) {
    List<VictimProfile> victims = new ArrayList<>(VictimProfile.builtIn(modalities(options)));
    try {
      for (String folder : victims(options)) {
        String name = OwnVictim.in(new RunFiles(folder)).name();
        victims.add(new VictimProfile(name, name, name, Set.of()));
      }
      AttackPlan.check(victims, grid(options));
    } catch (IllegalArgumentException | IOException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
  }

  /**
   * The cohort and its split.
   *
   * @throws UsageException when a table is missing or a number out of its range
   */
  public static void prepare(PrepareCohortOptions options) {
    cohort(options, modalities(options).contains(Modality.IMAGE));
    split(options);
  }

  /**
   * The numbers of the split.
   *
   * @throws UsageException when one is out of its range
   */
  public static void split(PrepareCohortOptions options) {
    if (!(options.getTrainFraction() > 0 && options.getTrainFraction() < 1)) {
      throw new UsageException(
          "--trainFraction is " + options.getTrainFraction() + "; give a value in (0, 1)");
    }
  }

  /**
   * The numbers of training.
   *
   * @throws UsageException when one is out of its range
   */
  public static void training(TrainingOptions options) {
    Set<Modality> modalities = modalities(options);
    if (modalities.contains(Modality.IMAGE)) {
      fits("--imageWeights", imageEncoder(options));
    }
    if (modalities.contains(Modality.TEXT)) {
      fits("--textWeights", textEncoder(options));
    }
    Hardware.check(options);
    least("--imageSize", options.getImageSize(), 8);
    Recipes.check(options);
    device(options);
  }

  /**
   * The numbers of scoring.
   *
   * @throws UsageException when one is out of its range
   */
  public static void scoring(ScoringOptions options) {
    least("--minSlice", options.getMinSlice(), 1);
  }

  /**
   * The attacks and their numbers.
   *
   * @throws UsageException when one is unknown or out of its range
   */
  public static void attacks(GridOptions options) {
    grid(options);
    Hardware.check(options);
    device(options);
    least("--attackBatch", options.getAttackBatch(), 1);
    least("--gallery", options.getGallery(), 0);
    scoring(options);
    victims(options);
  }

  /**
   * The network over the pictures, and its weights.
   *
   * @throws UsageException when there is no such network
   */
  public static EncoderChoice imageEncoder(TrainingOptions options) {
    return encoder(
        Modality.IMAGE, "--imageModel", options.getImageModel(), options.getImageWeights());
  }

  /**
   * The network over the words, and its weights.
   *
   * @throws UsageException when there is no such network, or it has no weights
   */
  public static EncoderChoice textEncoder(TrainingOptions options) {
    return encoder(Modality.TEXT, "--textModel", options.getTextModel(), options.getTextWeights());
  }

  private static EncoderChoice encoder(
      Modality modality, String option, String model, String weights) {
    try {
      return new EncoderChoice(modality, model, weights);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  private static void fits(String option, EncoderChoice encoder) {
    try {
      encoder.check();
    } catch (IOException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  /**
   * The folders of the victims that the user brings.
   *
   * @throws UsageException when one holds no victim, or two have one name
   */
  public static List<String> victims(GridOptions options) {
    List<String> folders = list(options.getVictims());
    Set<String> names = new HashSet<>();
    for (String folder : folders) {
      try {
        String name = OwnVictim.in(new RunFiles(folder)).name();
        if (!names.add(name)) {
          throw new UsageException("--victims: two of them are named '" + name + "'");
        }
      } catch (FileNotFoundException e) {
        throw new UsageException(
            "--victims: " + folder + " holds no config.json; name the folder of a victim", e);
      } catch (IOException e) {
        throw new UsageException("--victims: " + e.getMessage(), e);
      }
    }
    return folders;
  }

  /**
   * Where networks run. Whether a GPU is there is seen at once where the work is done here, and by
   * the workers otherwise.
   *
   * @throws UsageException when there is no such device
   */
  public static ComputeDevice device(HardwareOptions options) {
    try {
      ComputeDevice device = new ComputeDevice(options.getDevice());
      // What auto finds is right by definition, and to ask would start PyTorch too early.
      boolean known = device.equals(ComputeDevice.AUTO);
      boolean here = options.getRunner().getSimpleName().equals(LOCAL_RUNNER);
      return known || !here ? device : device.requirePresent();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UsageException("--device: " + e.getMessage(), e);
    }
  }

  /** Refuses a number below a bound. */
  public static void least(String option, int value, int least) {
    if (value < least) {
      throw new UsageException(option + " is " + value + "; give at least " + least);
    }
  }

  private static List<String> list(String text) {
    return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text);
  }
}
