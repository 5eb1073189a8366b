package io.gauntlet.pipelines.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.gauntlet.attack.spec.GridText;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.Brought;
import io.gauntlet.pipelines.request.HardwareRequest;
import io.gauntlet.pipelines.request.Modalities;
import io.gauntlet.pipelines.request.OwnVictims;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.TrainedModels;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.request.WorkLimits;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.ComparedRun;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.attacking.EarlierOutcomes;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.attacking.chosen.KeptData;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;

/**
 * The models of a reference, attacked as a candidate was. What they say goes into the candidate's
 * folder, {@code reference/} and a name that other models or other attacks do not have: the
 * reference is left as it is, for others may read it, and a second attempt goes on in the same
 * place.
 *
 * @param models the run whose models the reference's are
 * @param attacks those of the candidate, and the victims that were brought to the reference
 * @param place folder of the outcomes, laid out as a run
 * @param provenance what decides them
 * @param earlier the reference's outcomes, where they are as they were written
 */
public record ReferenceAttack(
    RunLayout models,
    AttackRequest attacks,
    RunLayout place,
    Provenance provenance,
    Optional<EarlierOutcomes> earlier) {
  private static final String MODELS = "modelsFrom";
  private static final String OWN = "victims";
  private static final String SEED = "seed";
  private static final String SAMPLE = "sample";
  private static final int DIGITS = 16;
  private static final String LEXICON = "lexicon";
  private static final String CAPTIONS = "keepCaptions";

  /** Options of a candidate that say how it was attacked. */
  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "modalities",
          "attacks",
          "transfers",
          "epsilons",
          "fractions",
          "maxQueries",
          LEXICON,
          "attackBatch",
          CAPTIONS,
          SAMPLE,
          SEED);

  /**
   * The attack that makes a candidate and a reference comparable.
   *
   * @param store of the reference
   * @param reference the run that is the reference
   * @param candidate the run that is judged
   * @param asked options of the candidate, and the digest of its data, by name
   * @param hardware where the models are attacked
   * @throws UsageException when the models are gone, or the candidate says not how it was attacked
   */
  public static ReferenceAttack of(
      ReferenceStore store,
      ComparedRun reference,
      RunLayout candidate,
      Map<String, String> asked,
      HardwareRequest hardware)
      throws IOException {
    if (asked.getOrDefault("attacks", "").isEmpty()) {
      throw new UsageException(
          "--candidate: %s does not say how it was attacked; attack its models again: gauntlet run"
                  .formatted(candidate.folder())
              + " --modelsFrom=DIR");
    }
    Map<String, String> before = RunFolder.options(reference.folder());
    RunLayout models = models(store, before);
    Map<String, Object> facts = new TreeMap<>();
    Stream.concat(OPTIONS.stream(), Stream.of(Provenance.DATA_DIGEST))
        .filter(name -> !asked.getOrDefault(name, "").isEmpty())
        .forEach(name -> facts.put(name, asked.get(name)));
    facts.put(MODELS, models.folder());
    facts.put(OWN, before.getOrDefault(OWN, ""));
    Provenance provenance = Provenance.of(facts);
    RunLayout place =
        RunLayout.of(candidate.folder() + "/reference/" + name(provenance, reference.facts()));
    AttackRequest attacks = attacks(candidate, facts, hardware);
    requireVictims(models, attacks);
    return new ReferenceAttack(
        models, attacks, place, provenance, earlier(reference, before.getOrDefault(SEED, "")));
  }

  private static RunLayout models(ReferenceStore store, Map<String, String> before)
      throws IOException {
    String trained = before.getOrDefault(MODELS, "");
    return EarlierRun.in("--reference", trained.isEmpty() ? store.acceptedRun() : trained)
        .requireModels(
            "its models are needed to attack them again; bring them back to where they were, or"
                + " accept a run that has some");
  }

  private static String name(Provenance provenance, RunFacts reference) {
    return Hashing.sha256()
        .hashString(provenance.texts() + " " + reference.making().victims(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, DIGITS);
  }

  private static AttackRequest attacks(
      RunLayout candidate, Map<String, Object> facts, HardwareRequest hardware) {
    Map<String, String> texts = Provenance.of(facts).texts();
    Function<String, String> text = name -> texts.getOrDefault(name, "");
    try {
      return new AttackRequest(
          new GridText(
                  text.apply("attacks"),
                  text.apply("transfers"),
                  text.apply("epsilons"),
                  text.apply("fractions"),
                  Long.parseLong(text.apply("maxQueries")))
              .parse(Modalities.parse(text.apply("modalities"))),
          new Brought(OwnVictims.of(text.apply(OWN)), Brought.lexicon(text.apply(LEXICON))),
          Integer.parseInt(text.apply("attackBatch")),
          KeptData.NO_GALLERY.with(captions(text.apply(CAPTIONS))),
          Long.parseLong(text.apply(SEED)),
          new WorkLimits(sample(text.apply(SAMPLE)), Optional.empty(), Optional.empty()),
          hardware);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--candidate: %s was attacked as this version cannot: %s; attack its models again, as this version can: gauntlet run --modelsFrom=%s --attacks=..."
              .formatted(candidate.folder(), e.getMessage(), candidate.folder()),
          e);
    }
  }

  private static KeptCaptions captions(String kept) {
    return kept.isEmpty() ? KeptCaptions.ALL : KeptCaptions.parse(kept);
  }

  private static OptionalInt sample(String studies) {
    return studies.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(studies));
  }

  private static void requireVictims(RunLayout models, AttackRequest attacks) {
    List<VictimProfile> victims =
        Stream.concat(
                TrainedModels.in(models.models()).names().stream(),
                attacks.victims().folders().keySet().stream())
            .map(VictimProfile::blackBox)
            .toList();
    try {
      AttackPlan.check(victims, attacks.grid());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--candidate: its attacks cannot be those on the models of the reference: "
              + e.getMessage(),
          e);
    }
  }

  private static Optional<EarlierOutcomes> earlier(ComparedRun reference, String seed)
      throws IOException {
    return reference.isIntact() && !seed.isEmpty() && reference.layout().hasParts()
        ? Optional.of(
            new EarlierOutcomes(
                reference.layout().parts(),
                Long.parseLong(seed),
                reference.facts().making().victims()))
        : Optional.empty();
  }

  /** Whether the reference was attacked with the candidate's seed, and its outcomes are whole. */
  public boolean hasSameDraws() {
    return earlier.filter(outcomes -> outcomes.seed() == attacks.seed()).isPresent();
  }

  /** The attacks, against the models; what the reference has is not made again. */
  public AttackStudies attack(Pipeline pipeline) {
    AttackStudies all =
        AttackStage.attacks(attacks, place)
            .against(pipeline.apply("ReadModelsOfReference", ReadModels.from(models.models())));
    OwnVictims own = attacks.victims();
    AttackStudies withOwn =
        own.folders().isEmpty()
            ? all
            : all.against(
                pipeline.apply(
                    "BringVictimsOfReference", BringVictims.from(own.folders().values().asList())));
    return earlier.map(withOwn::reusing).orElse(withOwn);
  }
}
