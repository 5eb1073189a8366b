package io.gauntlet.transforms.process;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The models that this process has open, each once however many threads use it, counted by use and
 * closed by the last. Beam makes a DoFn instance a thread and gives them no common place, so the
 * registry belongs to the process.
 *
 * <p>Models of a graph stay open for a while after their last use: workers of a job server tear
 * down what had nothing to do for a minute, and set it up again for the next bundle.
 */
public final class SharedModels {
  private static final SharedModels OF_THIS_PROCESS = new SharedModels();

  private static final Duration REST = Duration.ofMinutes(10);

  /**
   * What is open once.
   *
   * @param graph that attacks them; empty for a use that is over when it ends
   */
  private record Key(
      List<ModelReference> references, ComputeDevice device, Optional<String> graph) {}

  private final Map<Key, Opened> opened = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("resting-models").build());

  private SharedModels() {}

  public static SharedModels ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  private static final class Opened {
    private final NDManager manager;
    private final Map<String, Victim> victims;
    private final ImmutableMap<String, String> digests;
    private final long bytes;
    private int users;

    /** When they are closed, if nobody uses them before. */
    private Future<?> end = Futures.immediateVoidFuture();

    Opened(NDManager manager, Key key, Map<String, Victim> victims, long bytes) {
      this.manager = manager;
      this.victims = victims;
      this.digests =
          key.references().stream()
              .collect(
                  ImmutableMap.toImmutableMap(ModelReference::getName, ModelReference::getDigest));
      this.bytes = bytes;
    }

    private void close() {
      victims.values().forEach(Victim::close);
      manager.close();
    }
  }

  /** A use of models; closing it twice is the same as once. */
  public final class Lease implements AutoCloseable {
    private final Key key;
    private final Opened models;
    private final long bytesRead;
    private boolean returned;

    private Lease(Key key, Opened models, long bytesRead) {
      this.key = key;
      this.models = models;
      this.bytesRead = bytesRead;
    }

    /** Bytes of the files that were read for this use; 0 where others had the models open. */
    public long bytesRead() {
      return bytesRead;
    }

    public Map<String, Victim> victims() {
      return models.victims;
    }

    /** The digest of each model, by the victim's name. */
    public Map<String, String> digests() {
      return models.digests;
    }

    public NDManager manager() {
      return models.manager;
    }

    @Override
    public void close() {
      synchronized (SharedModels.this) {
        if (!returned) {
          returned = true;
          if (--models.users == 0) {
            leave(key, models);
          }
        }
      }
    }
  }

  private void leave(Key key, Opened models) {
    if (key.graph().isEmpty()) {
      close(key, models);
    } else {
      models.end = timer.schedule(() -> endRest(key, models), REST.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private synchronized void endRest(Key key, Opened models) {
    if (models.users == 0) {
      close(key, models);
    }
  }

  private void close(Key key, Opened models) {
    if (opened.remove(key, models)) {
      models.close();
    }
  }

  /** Makes room: what rests for another graph is not waited for. */
  private void endRests(Optional<String> graph) {
    ImmutableMap.copyOf(opened)
        .forEach(
            (key, models) -> {
              if (models.users == 0 && !key.graph().equals(graph)) {
                close(key, models);
              }
            });
  }

  /**
   * Opens models, or shares those that are open for no graph. They are closed after their last use.
   *
   * @param references with the parents of each fusion
   * @param own the kinds of victims that users bring
   * @throws IllegalStateException when the device is not there
   */
  public Lease open(List<ModelReference> references, ComputeDevice device, VictimCatalogue own)
      throws IOException {
    return open(references, device, own, Optional.empty());
  }

  /**
   * Opens models for a graph, or shares those that are open for it. They stay open for a while
   * after their last use, until models of another graph are opened.
   *
   * @param references with the parents of each fusion
   * @param own the kinds of victims that users bring
   * @param graph tells apart the runs of one process, whose files may have changed between them
   * @throws IllegalStateException when the device is not there
   */
  public Lease openFor(
      String graph, List<ModelReference> references, ComputeDevice device, VictimCatalogue own)
      throws IOException {
    return open(references, device, own, Optional.of(graph));
  }

  /**
   * Opens models, or shares those that are open. The order of the victims does not depend on that
   * of the references: classifiers of one modality by name, fusions by name, victims of users by
   * name.
   */
  private synchronized Lease open(
      List<ModelReference> references,
      ComputeDevice device,
      VictimCatalogue own,
      Optional<String> graph)
      throws IOException {
    Key key =
        new Key(
            references.stream().sorted(Comparator.comparing(ModelReference::getName)).toList(),
            device,
            graph);
    Opened models = opened.get(key);
    boolean first = models == null;
    if (first) {
      endRests(graph);
      models = load(key, own);
      opened.put(key, models);
    }
    models.end.cancel(false);
    models.users++;
    return new Lease(key, models, first ? models.bytes : 0);
  }

  private static Opened load(Key key, VictimCatalogue own) throws IOException {
    NDManager manager = NDManager.newBaseManager(key.device().resolve());
    Map<String, Victim> victims = new LinkedHashMap<>();
    long bytes = 0;
    try {
      for (ModelReference reference : parentsFirst(key.references(), own)) {
        CountedFiles files = new CountedFiles(new RunFiles(reference.getUri()));
        if (victims.containsKey(reference.getName())) {
          throw new IOException(
              "two victims are named '%s', one of them in %s; give one another name"
                  .formatted(reference.getName(), reference.getUri()));
        }
        victims.put(
            reference.getName(),
            WorkFailedException.tell(
                Place.WORK,
                () -> "open " + reference.getName(),
                () -> open(manager, reference, files, victims, own)));
        bytes += files.bytes();
      }
    } catch (IOException | RuntimeException e) {
      victims.values().forEach(Victim::close);
      manager.close();
      throw e;
    }
    return new Opened(manager, key, victims, bytes);
  }

  /** A stable sort: what has one branch, what has several, and what users bring. */
  private static List<ModelReference> parentsFirst(
      List<ModelReference> references, VictimCatalogue own) throws IOException {
    Map<ModelReference, Integer> branches = new HashMap<>();
    for (ModelReference reference : references) {
      branches.put(
          reference,
          ModelFolder.architecture(new RunFiles(reference.getUri()), own)
              .map(Architecture::branches)
              .orElse(Integer.MAX_VALUE));
    }
    return references.stream().sorted(Comparator.comparing(branches::get)).toList();
  }

  private static Victim open(
      NDManager manager,
      ModelReference reference,
      CountedFiles files,
      Map<String, Victim> parents,
      VictimCatalogue own) {
    try {
      return Gradients.without(
          () -> {
            try {
              return ModelFolder.open(
                  manager, files, reference.getDigest(), new TreeMap<>(parents), own);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException(
          new IOException(reference.getUri() + ": " + e.getCause().getMessage(), e.getCause()));
    }
  }
}
