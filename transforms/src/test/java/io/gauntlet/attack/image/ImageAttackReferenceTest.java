package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Until;
import io.gauntlet.model.nn.Gradients;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On a small network our attacks return what Python's PyTorch returns by formulas written for the
 * purpose: {@code src/test/python/make_attack_references.py}.
 */
class ImageAttackReferenceTest {
  private static final int SIDE = 6;
  private static final Shape IMAGES = new Shape(4, 2, SIDE, SIDE);

  private NDManager manager;
  private JsonNode references;

  @BeforeEach
  void read() throws IOException {
    manager = NDManager.newBaseManager();
    references = new ObjectMapper().readTree(getClass().getResource("references.json"));
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void fgsmAgrees() {
    assertAgrees("fgsm", Bim.fgsm(ball()));
  }

  @Test
  void pgdFromTheSameStartAgrees() {
    assertAgrees("pgd", new Pgd(ball(), 7, 2.5, 1, Until.END));
  }

  @Test
  void momentumAgrees() {
    assertAgrees("mi-fgsm", new MomentumIterative(ball(), 5, 1));
  }

  @Test
  void squareWithTheSameDrawsAgrees() {
    assertAgrees("square", new Square(ball(), 120, 0.8));
  }

  private Ball ball() {
    return new Ball(Norm.LINF, references.get("epsilon").doubleValue());
  }

  private void assertAgrees(String name, ImageAttack attack) {
    NDArray pixels = manager.create(floats("pixels"), IMAGES);
    NDArray attacked =
        attack.attack(
            network(), ImageBatch.of(pixels, manager.create(longs("labels")), longs("seeds")));
    assertArrayEquals(floats(name), attacked.toFloatArray(), 1e-5f);
  }

  private ImageClassifier network() {
    return new SmallNetwork(
        manager.create(floats("conv"), new Shape(4, 2, 3, 3)),
        manager.create(floats("bias")),
        manager.create(floats("head"), new Shape(4 * SIDE * SIDE, 2)));
  }

  private float[] floats(String name) {
    JsonNode array = references.get(name);
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  private long[] longs(String name) {
    return StreamSupport.stream(references.get(name).spliterator(), false)
        .mapToLong(JsonNode::longValue)
        .toArray();
  }

  /** A convolution, tanh, and a linear layer. */
  private record SmallNetwork(NDArray conv, NDArray bias, NDArray head) implements ImageClassifier {

    @Override
    public NDArray logits(NDArray pixels) {
      NDArray hidden =
          Conv2d.conv2d(pixels, conv, bias, new Shape(1, 1), new Shape(1, 1), new Shape(1, 1), 1)
              .singletonOrThrow()
              .tanh();
      return hidden.reshape(pixels.getShape().get(0), -1).matMul(head);
    }

    @Override
    public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
      NDArray leaf = pixels.duplicate();
      leaf.setRequiresGradient(true);
      AtomicReference<NDArray> logits = new AtomicReference<>();
      Gradients.backward(
          () -> {
            logits.setPlain(logits(leaf));
            return loss.of(logits.getPlain(), labels);
          });
      return new ImageGradient(logits.getPlain().stopGradient(), leaf.getGradient());
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return this;
    }
  }
}
