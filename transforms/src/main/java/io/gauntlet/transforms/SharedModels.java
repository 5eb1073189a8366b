package io.gauntlet.transforms;

import ai.djl.ndarray.NDManager;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.schema.ModelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The models that this process has open, each once however many threads use it, counted by use and
 * closed by the last. Beam makes a DoFn instance a thread and gives them no common place, so the
 * registry belongs to the process.
 */
final class SharedModels {
  private static final SharedModels OF_THIS_PROCESS = new SharedModels();

  private final Map<List<ModelReference>, Opened> opened = new HashMap<>();

  private SharedModels() {}

  static SharedModels ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  private static final class Opened {
    private final NDManager manager;
    private final Map<String, Classifier> classifiers;
    private int users;

    Opened(NDManager manager, Map<String, Classifier> classifiers) {
      this.manager = manager;
      this.classifiers = classifiers;
    }
  }

  /** A use of models; closing it twice is the same as once. */
  final class Lease implements AutoCloseable {
    private final List<ModelReference> references;
    private final Opened models;
    private boolean returned;

    private Lease(List<ModelReference> references, Opened models) {
      this.references = references;
      this.models = models;
    }

    Map<String, Classifier> classifiers() {
      return models.classifiers;
    }

    NDManager manager() {
      return models.manager;
    }

    @Override
    public void close() {
      synchronized (SharedModels.this) {
        if (!returned) {
          returned = true;
          if (--models.users == 0) {
            opened.remove(references);
            models.classifiers.values().forEach(Classifier::close);
            models.manager.close();
          }
        }
      }
    }
  }

  /**
   * Opens models, or joins those who have them open.
   *
   * @param references parents before those made of them
   */
  synchronized Lease open(List<ModelReference> references) throws IOException {
    Opened models = opened.get(references);
    if (models == null) {
      models = load(references);
      opened.put(references, models);
    }
    models.users++;
    return new Lease(references, models);
  }

  private static Opened load(List<ModelReference> references) throws IOException {
    NDManager manager = NDManager.newBaseManager();
    Map<String, Classifier> classifiers = new LinkedHashMap<>();
    try {
      for (ModelReference reference : references) {
        classifiers.put(reference.getName(), open(manager, reference, classifiers));
      }
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
    return new Opened(manager, classifiers);
  }

  private static Classifier open(
      NDManager manager, ModelReference reference, Map<String, Classifier> parents)
      throws IOException {
    try {
      return Gradients.without(
          () -> {
            try {
              return ModelFolder.open(
                  manager,
                  new RunFiles(reference.getUri()),
                  reference.getDigest(),
                  new TreeMap<>(parents));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(reference.getUri() + ": " + e.getCause().getMessage(), e.getCause());
    }
  }
}
