package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.Scopes;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.AttackProviders;
import io.gauntlet.attack.victim.CountingVictim;
import io.gauntlet.attack.victim.Embeddings;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.attack.victim.VictimCounts;
import io.gauntlet.model.Classifier;
import io.gauntlet.plan.Captions;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.Pictures;
import io.gauntlet.plan.PlanNode;
import io.gauntlet.plan.PlanNode.EmbedPictures;
import io.gauntlet.plan.PlanNode.EmbedWords;
import io.gauntlet.plan.PlanNode.LookAtClean;
import io.gauntlet.plan.PlanNode.MakePictures;
import io.gauntlet.plan.PlanNode.ScoreCell;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.PlanStep;
import io.gauntlet.plan.VictimProfile;
import io.gauntlet.plan.cost.Unasked;
import io.gauntlet.schema.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan on one batch of studies. What a node made goes when the last that needs it is done. */
final class GridRun {
  private static final Pictures CLEAN_PICTURES = new Pictures.Clean();
  private static final Captions CLEAN_CAPTIONS = new Captions.Clean();

  private final NDManager manager;
  private final StudyBatch batch;
  private final Map<String, Classifier> victims;
  private final Map<String, VictimProfile> profiles = new HashMap<>();
  private final long seed;
  private final NDArray labels;
  private final Embeddings embeddings;
  private final CellOutcomes cellOutcomes;
  private final Map<PlanNode, NDArray> read = new HashMap<>();
  private final Map<String, ImageGradient> looks = new HashMap<>();
  private final Map<Pictures, MadePictures> pictures = new HashMap<>();
  private final Map<Captions, List<AttackedText>> captions = new HashMap<>();
  private final Map<String, float[][]> cleanLogits = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  GridRun(
      NDManager manager,
      StudyBatch batch,
      Map<String, Classifier> victims,
      long seed,
      KeptStudies kept) {
    this.manager = manager;
    this.batch = batch;
    this.victims = victims;
    VictimProfile.of(victims).forEach(profile -> profiles.put(profile.name(), profile));
    this.seed = seed;
    this.labels = batch.labelArray(manager);
    this.embeddings = new Embeddings(manager);
    this.cellOutcomes =
        new CellOutcomes(batch, new Gallery(manager, batch, kept, victims, embeddings));
  }

  AttackedBatch run(List<PlanStep> steps) {
    Map<PlanNode, PlanNode> lastUse = new HashMap<>();
    steps.forEach(step -> step.needs().forEach(need -> lastUse.put(need, step.node())));
    for (PlanStep step : steps) {
      run(step.node());
      step.needs().stream()
          .filter(need -> lastUse.get(need).equals(step.node()))
          .forEach(this::forget);
    }
    return new AttackedBatch(outcomes, embeddings.counts());
  }

  private void run(PlanNode node) {
    if (node instanceof LookAtClean look) {
      looks.put(look.victim(), look(look.victim()));
    } else if (node instanceof MakePictures make) {
      pictures.put(make.made(), make(make.made()));
    } else if (node instanceof SearchWords search) {
      search(search);
    } else if (node instanceof EmbedPictures embed) {
      read.put(node, readPictures(embed));
    } else if (node instanceof EmbedWords embed) {
      read.put(
          node, embeddings.text(manager, victims.get(embed.branch()), captions(embed.captions())));
    } else if (node instanceof ScoreCell score) {
      score(score.cell());
    }
  }

  private void forget(PlanNode node) {
    if (node instanceof MakePictures make) {
      pictures.remove(make.made()).pixels().close();
    } else if (node instanceof LookAtClean look) {
      ImageGradient known = looks.remove(look.victim());
      known.logits().close();
      known.gradient().close();
    } else if (read.containsKey(node)) {
      read.remove(node).close();
    }
  }

  private MadePictures make(Pictures.Made made) {
    long[] seeds = batch.seeds(seed, made.attack().toString());
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = Scopes.copyInto(scope, batch.pixels());
      ImageAttack attack = AttackProviders.image(made.attack());
      ImageBatch studies = ImageBatch.of(images, labels, seeds);
      NDArray attacked;
      VictimCounts counts;
      if (made.victim() == null) {
        attacked = attack.attack(new Unasked(made.attack()), studies);
        counts = VictimCounts.none(batch.size());
      } else {
        CountingVictim counted =
            new CountingVictim(victim(made.victim(), made.captions()), batch.size());
        attacked = attack.attack(counted, studies.withClean(clean(scope, made)));
        counts = counted.counts();
      }
      MadePictures result = MadePictures.of(attacked, images, counts);
      attacked.attach(manager);
      return result;
    }
  }

  private ImageClassifier victim(String name, Captions words) {
    return FixedCaptionVictim.of(victims.get(name), words(name, words));
  }

  private CleanAnswer clean(NDManager scope, Pictures.Made made) {
    float[][] logits = logits(made.victim(), CLEAN_PICTURES, made.captions());
    Optional<ImageGradient> gradient =
        made.captions().equals(CLEAN_CAPTIONS)
            ? Optional.ofNullable(looks.get(made.victim()))
            : Optional.empty();
    return new CleanAnswer(Optional.of(scope.create(logits)), gradient);
  }

  private ImageGradient look(String name) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = Scopes.copyInto(scope, batch.pixels());
      ImageGradient look =
          victim(name, CLEAN_CAPTIONS).gradient(images, labels, Loss.CROSS_ENTROPY);
      look.logits().attach(manager);
      look.gradient().attach(manager);
      return look;
    }
  }

  private void search(SearchWords search) {
    TextClassifier victim = new Unasked(search.attack());
    if (search.victim() != null) {
      NDArray shown = null;
      if (profiles.get(search.victim()).seesPictures()) {
        NDList stacked = new NDList();
        search.pictures().forEach(shownPictures -> stacked.add(pictures(search, shownPictures)));
        shown = NDArrays.concat(stacked, 0);
        shown.attach(manager);
      }
      victim = new FixedImageVictim(manager, victims.get(search.victim()), shown, embeddings);
    }
    List<AttackedText> found =
        AttackProviders.text(search.attack()).attack(victim, targets(search));
    for (int set = 0; set < search.pictures().size(); set++) {
      captions.put(
          new Captions.Made(search.victim(), search.attack(), search.pictures().get(set)),
          found.subList(set * batch.size(), (set + 1) * batch.size()));
    }
  }

  private NDArray pictures(SearchWords search, Pictures shown) {
    return read.get(new EmbedPictures(profiles.get(search.victim()).imageBranch(), shown));
  }

  private List<TextTarget> targets(SearchWords search) {
    long[] seeds = batch.seeds(seed, search.attack().toString());
    List<TextTarget> targets = new ArrayList<>();
    for (int set = 0; set < search.pictures().size(); set++) {
      for (int row = 0; row < batch.size(); row++) {
        targets.add(
            new TextTarget(
                set * batch.size() + row,
                batch.uids().get(row),
                batch.captions().get(row),
                batch.labels().get(row),
                seeds[row]));
      }
    }
    return targets;
  }

  private NDArray readPictures(EmbedPictures embed) {
    // What a forward pass makes on its way belongs to the manager of its input: without one of
    // its own, the activations of every pass would stay until the last cell is done.
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = Scopes.copyInto(scope, pixels(embed.pictures()));
      NDArray embedding = victims.get(embed.branch()).imageEmbedding(input);
      embedding.attach(manager);
      return embedding;
    }
  }

  private NDArray pixels(Pictures shown) {
    return shown instanceof Pictures.Made ? pictures.get(shown).pixels() : batch.pixels();
  }

  private List<String> captions(Captions words) {
    return words instanceof Captions.Made
        ? captions.get(words).stream().map(AttackedText::caption).toList()
        : batch.captions();
  }

  private NDArray words(String victim, Captions words) {
    VictimProfile profile = profiles.get(victim);
    return profile.seesWords() ? read.get(new EmbedWords(profile.textBranch(), words)) : null;
  }

  private float[][] logits(String victim, Pictures shown, Captions words) {
    boolean isClean = shown.equals(CLEAN_PICTURES) && words.equals(CLEAN_CAPTIONS);
    return isClean
        ? cleanLogits.computeIfAbsent(victim, name -> fuse(name, shown, words))
        : fuse(victim, shown, words);
  }

  private float[][] fuse(String victim, Pictures shown, Captions words) {
    VictimProfile profile = profiles.get(victim);
    try (NDManager scope = manager.newSubManager()) {
      NDArray image =
          profile.seesPictures()
              ? Scopes.copyInto(scope, read.get(new EmbedPictures(profile.imageBranch(), shown)))
              : null;
      NDArray text = profile.seesWords() ? Scopes.copyInto(scope, words(victim, words)) : null;
      return FixedImageVictim.split(victims.get(victim).fuse(image, text));
    }
  }

  private void score(Cell cell) {
    List<AttackedStudies> attacked =
        cell.candidates().stream()
            .map(
                candidate ->
                    new AttackedStudies(
                        candidate,
                        List.of(logits(cell.victim(), candidate.pictures(), candidate.captions())),
                        pictures.get(candidate.pictures()),
                        captions.get(candidate.captions())))
            .toList();
    float[][] clean = logits(cell.victim(), CLEAN_PICTURES, CLEAN_CAPTIONS);
    outcomes.addAll(cellOutcomes.of(cell, clean, attacked));
  }
}
