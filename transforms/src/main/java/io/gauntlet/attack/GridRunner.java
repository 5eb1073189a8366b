package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.schema.Diagnosis;
import io.gauntlet.schema.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a grid of attacks on one batch of studies, and computes once what several cells need: the
 * clean embedding of each branch, the pictures made against a victim (for their own row, under a
 * text attack, and shown to the other victims), and every caption that victims of one text branch
 * meet.
 */
public final class GridRunner {
  private final Map<String, Classifier> victims;
  private final List<Sequence> attacks;
  private final List<Sequence> transfers;
  private final long seed;
  private final KeptStudies kept;

  /**
   * Prepares a grid.
   *
   * @param victims by name, in the order in which they are attacked
   * @param seed of the run
   * @param kept the studies whose outcomes keep their pictures and captions
   */
  public GridRunner(Map<String, Classifier> victims, AttackGrid grid, long seed, KeptStudies kept) {
    this.victims = victims;
    this.attacks = parse(grid.attacks());
    this.transfers = parse(grid.transfers());
    this.seed = seed;
    this.kept = kept;
  }

  private static List<Sequence> parse(List<String> attacks) {
    return attacks.stream().map(AttackSpec::parse).map(Sequence.class::cast).toList();
  }

  /** One outcome for each study, victim and attack that can touch the victim. */
  public List<Outcome> run(NDManager parent, StudyBatch batch) {
    try (NDManager manager = parent.newSubManager()) {
      return Gradients.without(() -> new Run(manager, batch).outcomes());
    }
  }

  private record Pictures(NDArray pixels, VictimCounts counts) {}

  private final class Run {
    private final NDManager manager;
    private final StudyBatch batch;
    private final NDArray labels;
    private final Embeddings embeddings;
    private final Map<Classifier, NDArray> cleanImages = new HashMap<>();
    private final Map<String, float[][]> cleanLogits = new HashMap<>();
    private final Map<String, Pictures> made = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    Run(NDManager manager, StudyBatch batch) {
      this.manager = manager;
      this.batch = batch;
      this.labels = batch.labelArray(manager);
      this.embeddings = new Embeddings(manager);
    }

    List<Outcome> outcomes() {
      victims.forEach(
          (name, victim) ->
              cleanLogits.put(name, logits(victim, cleanImage(victim), cleanText(victim))));
      victims.forEach(
          (name, victim) ->
              attacks.stream()
                  .filter(attack -> touches(victim, attack))
                  .forEach(attack -> attack(name, victim, attack)));
      victims.forEach(
          (name, victim) -> {
            if (isFused(victim)) {
              transfers.forEach(attack -> transfer(name, victim, attack));
            }
          });
      return outcomes;
    }

    private void attack(String name, Classifier victim, Sequence attack) {
      Pictures pictures =
          attack.image() == null
              ? new Pictures(batch.pixels(), VictimCounts.none(batch.size()))
              : pictures(name, victim, attack.image());
      NDArray image =
          attack.image() == null ? cleanImage(victim) : imageEmbedding(victim, pictures.pixels());
      if (attack.text() == null) {
        float[][] logits =
            attack.isNone() ? cleanLogits.get(name) : logits(victim, image, cleanText(victim));
        record(name, attack.toString(), null, pictures, null, logits);
        return;
      }
      WordVictim words = new WordVictim(manager, victim, image, embeddings);
      List<AttackedText> texts = AttackProviders.text(attack.text()).attack(words, targets(attack));
      List<TextCandidate> last = new ArrayList<>();
      for (int row = 0; row < batch.size(); row++) {
        last.add(new TextCandidate(row, texts.get(row).caption()));
      }
      record(name, attack.toString(), null, pictures, texts, words.logits(last));
    }

    private void transfer(String generator, Classifier maker, Sequence attack) {
      Pictures pictures = pictures(generator, maker, attack.image());
      victims.forEach(
          (name, victim) -> {
            if (isFused(victim) && !name.equals(generator)) {
              NDArray image = imageEmbedding(victim, pictures.pixels());
              float[][] logits = logits(victim, image, cleanText(victim));
              record(name, attack.toString(), generator, pictures, null, logits);
            }
          });
    }

    private Pictures pictures(String name, Classifier victim, AttackPart part) {
      return made.computeIfAbsent(
          name + " " + part,
          key -> {
            CountingVictim counted =
                new CountingVictim(PictureVictim.of(victim, cleanText(victim)), batch.size());
            long[] seeds = batch.seeds(seed, part.toString());
            try (NDManager scope = manager.newSubManager()) {
              NDArray pixels = batch.pixels().duplicate();
              pixels.attach(scope);
              PixelClassifier asked =
                  new KnownClean(counted, pixels, List.of(cleanLogits.get(name)));
              NDArray attacked = AttackProviders.image(part).attack(asked, pixels, labels, seeds);
              attacked.attach(manager);
              return new Pictures(attacked, counted.counts());
            }
          });
    }

    private List<TextTarget> targets(Sequence attack) {
      long[] seeds = batch.seeds(seed, attack.text().toString());
      List<TextTarget> targets = new ArrayList<>();
      for (int row = 0; row < batch.size(); row++) {
        targets.add(
            new TextTarget(
                row,
                batch.uids().get(row),
                batch.captions().get(row),
                batch.labels().get(row),
                seeds[row]));
      }
      return targets;
    }

    private NDArray cleanImage(Classifier victim) {
      if (!sees(victim).seesPictures()) {
        return null;
      }
      return cleanImages.computeIfAbsent(
          victim.branchOwner(true), owner -> imageEmbedding(owner, batch.pixels()));
    }

    private NDArray imageEmbedding(Classifier victim, NDArray pixels) {
      // What a forward pass makes on its way belongs to the manager of its input: without one of
      // its own, the activations of every pass would stay until the last cell is done.
      try (NDManager scope = manager.newSubManager()) {
        NDArray input = pixels.duplicate();
        input.attach(scope);
        NDArray embedding = victim.imageEmbedding(input);
        embedding.attach(manager);
        return embedding;
      }
    }

    private NDArray cleanText(Classifier victim) {
      return sees(victim).seesWords() ? embeddings.text(manager, victim, batch.captions()) : null;
    }

    private float[][] logits(Classifier victim, NDArray image, NDArray text) {
      return WordVictim.split(victim.fuse(image, text));
    }

    private void record(
        String victim,
        String attack,
        String generator,
        Pictures pictures,
        List<AttackedText> texts,
        float[][] logits) {
      float[][] norms = norms(pictures.pixels());
      int first = outcomes.size();
      VictimCounts counts = pictures.counts();
      for (int row = 0; row < batch.size(); row++) {
        AttackedText text = texts == null ? null : texts.get(row);
        outcomes.add(
            Outcome.newBuilder()
                .setUid(batch.uids().get(row))
                .setVictim(victim)
                .setAttack(attack)
                .setGenerator(generator)
                .setMeshTerms(batch.meshTerms().get(row))
                .setLabel(batch.labels().get(row) == 1 ? Diagnosis.ABNORMAL : Diagnosis.NORMAL)
                .setCleanLogits(list(cleanLogits.get(victim)[row]))
                .setAdversarialLogits(list(logits[row]))
                .setLinf(norms[0][row])
                .setL2(norms[1][row])
                .setWordsChanged(text == null ? 0 : text.wordsChanged())
                .setWords(text == null ? 0 : text.words())
                .setQueries(counts.queries().get(row) + (text == null ? 0 : text.queries()))
                .setGradients(counts.gradients().get(row))
                .setZeroGradients(counts.zeroGradients().get(row))
                .setNonFiniteGradients(counts.nonFiniteGradients().get(row))
                .setAdversarialCaption(text == null ? null : text.caption())
                .build());
      }
      if (generator == null) {
        keep(outcomes.subList(first, outcomes.size()), victims.get(victim), pictures.pixels());
      }
    }

    /** Adds to the outcomes of the kept studies what people look at. */
    private void keep(List<Outcome> cell, Classifier victim, NDArray pixels) {
      int[] rows = kept.rows(batch);
      List<String> captions = new ArrayList<>();
      for (int row : rows) {
        Outcome outcome = cell.get(row);
        outcome.setCleanCaption(batch.captions().get(row));
        String attacked = outcome.getAdversarialCaption();
        captions.add(attacked == null ? batch.captions().get(row) : attacked);
      }
      boolean changed = cell.get(0).getAttack().equals("none") || pixels != batch.pixels();
      if (rows.length == 0 || !changed || !sees(victim).seesPictures()) {
        return;
      }
      try (NDManager scope = manager.newSubManager()) {
        NDArray rounded = KeptStudies.rounded(scope, pixels, rows);
        NDArray text = sees(victim).seesWords() ? embeddings.text(scope, victim, captions) : null;
        float[][] logits = logits(victim, victim.imageEmbedding(rounded), text);
        for (int i = 0; i < rows.length; i++) {
          cell.get(rows[i]).setAdversarialPicture(KeptStudies.png(rounded.get(i)));
          cell.get(rows[i]).setKeptLogits(list(logits[i]));
        }
      }
    }

    private float[][] norms(NDArray pixels) {
      if (pixels == null) {
        return new float[2][batch.size()];
      }
      try (NDManager scope = manager.newSubManager()) {
        NDArray attacked = pixels.duplicate();
        attacked.attach(scope);
        NDArray change = attacked.sub(batch.pixels()).reshape(batch.size(), -1);
        float[] linf = change.abs().max(new int[] {1}).toFloatArray();
        float[] l2 = change.square().sum(new int[] {1}).sqrt().toFloatArray();
        return new float[][] {linf, l2};
      }
    }
  }

  private static List<Float> list(float[] logits) {
    return List.of(logits[0], logits[1]);
  }

  private static Fusion sees(Classifier victim) {
    return victim.architecture().fusion();
  }

  private static boolean isFused(Classifier victim) {
    return sees(victim).seesPictures() && sees(victim).seesWords();
  }

  private static boolean touches(Classifier victim, Sequence attack) {
    return (attack.image() == null || sees(victim).seesPictures())
        && (attack.text() == null || sees(victim).seesWords());
  }
}
