package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.Maps;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A victim as a function of its images: what it reads of the other modalities is fixed, embedded
 * once however many steps an attack takes.
 *
 * @param victim the victim
 * @param images its image branch
 * @param fixed the embeddings {@code [studies, width]} of the other modalities
 */
public record FixedCaptionVictim(Victim victim, ImageBranch images, Map<Modality, StudyRows> fixed)
    implements ImageClassifier {

  /**
   * A victim before one image a study.
   *
   * @param fixed {@code [studies, width]} of the other modalities that it sees; may have more
   * @throws java.util.NoSuchElementException when it sees no images
   */
  public static FixedCaptionVictim of(Victim victim, Map<Modality, NDArray> fixed) {
    return new FixedCaptionVictim(
        victim,
        victim.branch(ImageBranch.class).orElseThrow(),
        Map.copyOf(
            Maps.transformValues(
                Maps.filterKeys(fixed, modality -> modality != Modality.IMAGE), StudyRows::all)));
  }

  @Override
  public NDArray logits(NDArray pixels) {
    return Gradients.without(() -> score(pixels, others(pixels)));
  }

  @Override
  public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    Map<Modality, NDArray> others = others(pixels);
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    AtomicReference<NDArray> logits = new AtomicReference<>();
    Gradients.backward(
        () -> {
          logits.setPlain(score(leaf, others));
          return loss.of(logits.getPlain(), labels);
        });
    return new ImageGradient(logits.getPlain().stopGradient(), leaf.getGradient());
  }

  private NDArray score(NDArray pixels, Map<Modality, NDArray> others) {
    Map<Modality, NDArray> embeddings = new EnumMap<>(Modality.class);
    embeddings.putAll(others);
    embeddings.put(Modality.IMAGE, images.embed(pixels));
    return victim.fuse(embeddings);
  }

  private Map<Modality, NDArray> others(NDArray pixels) {
    return Map.copyOf(Maps.transformValues(fixed, rows -> rows.in(pixels.getManager())));
  }

  @Override
  public ImageClassifier rows(int[] rows) {
    return new FixedCaptionVictim(
        victim, images, Map.copyOf(Maps.transformValues(fixed, table -> table.rows(rows))));
  }
}
