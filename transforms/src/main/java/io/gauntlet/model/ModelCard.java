package io.gauntlet.model;

import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.model.train.Recipe;
import java.util.List;
import java.util.Map;

/**
 * Who trained a classifier on what.
 *
 * @param classifier its name
 * @param recipe how it was trained; null when nothing was
 * @param trainingDigest digest of everything that decides the result: data, architecture, recipe
 *     and parents; a stopped run recognises its own work by it
 * @param parents digests of the classifiers it was made of, by name
 * @param curve the training curve
 * @param captionsCut captions of the training part that are longer than the classifier reads
 * @param digest of the folder; null until it is written
 */
public record ModelCard(
    String classifier,
    Recipe recipe,
    String trainingDigest,
    Map<String, String> parents,
    List<EpochSummary> curve,
    long captionsCut,
    String digest) {
  /** Name of its file, the last that is written to a model folder. */
  public static final String FILE = "card.json";

  public ModelCard {
    parents = Map.copyOf(parents);
    curve = List.copyOf(curve);
  }

  /** A card of what is about to be trained. */
  public static ModelCard begin(
      String classifier, Recipe recipe, String trainingDigest, Map<String, String> parents) {
    return new ModelCard(classifier, recipe, trainingDigest, parents, List.of(), 0, null);
  }

  /** The same with another training curve. */
  public ModelCard withCurve(List<EpochSummary> trained) {
    return new ModelCard(classifier, recipe, trainingDigest, parents, trained, captionsCut, digest);
  }

  /** The same with another number of captions that were cut. */
  public ModelCard withCaptionsCut(long captions) {
    return new ModelCard(classifier, recipe, trainingDigest, parents, curve, captions, digest);
  }

  ModelCard withDigest(String written) {
    return new ModelCard(classifier, recipe, trainingDigest, parents, curve, captionsCut, written);
  }
}
