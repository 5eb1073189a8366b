package io.gauntlet.model.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies a second through a victim against those that a client gets which does nothing but send
 * bodies that are written already and throw the answers away, at the same concurrency.
 */
@Tag("long")
class HttpThroughputTest {
  private static final int STUDIES = 4000;
  private static final int BATCH = 8;
  private static final int UNDER_WAY = 16;
  private static final double LEAST = 0.8;

  @TempDir private Path folder;

  @Test
  void aVictimIsNearlyAsFastAsABareClient() throws IOException {
    List<String> captions =
        IntStream.range(0, STUDIES).mapToObj(i -> "the heart is of normal size " + i).toList();
    try (LoopbackModel model = new LoopbackModel().taking(100);
        NDManager manager = NDManager.newBaseManager()) {
      Files.writeString(
          folder.resolve("victim.yaml"),
          "name: served\nhttp: {url: '%s', batch: %s, concurrency: %s}\ncaption: report\n"
              .formatted(model.url(), BATCH, UNDER_WAY));
      OwnVictim described = VictimCatalogue.load().in(new RunFiles(folder.toString()));
      try (Victim victim = described.open(manager, described.digest())) {
        bare(model, captions.subList(0, STUDIES / 4));
        double bare = bare(model, captions);
        Stopwatch watch = Stopwatch.createStarted();
        for (List<String> some : Lists.partition(captions, victim.studiesAtOnce())) {
          victim.forClasses(victim.classNames()).logits(manager, StudyInputs.ofCaptions(some));
        }
        double own = STUDIES / seconds(watch);
        System.out.printf(
            Locale.ROOT,
            "%.0f studies a second through a victim, %.0f of a bare client: %.2f%n",
            own,
            bare,
            own / bare);
        assertTrue(own >= LEAST * bare, own + " of " + bare);
      }
    }
  }

  private static double seconds(Stopwatch watch) {
    return watch.elapsed(TimeUnit.NANOSECONDS) / 1e9;
  }

  private static double bare(LoopbackModel model, List<String> captions) throws IOException {
    OpenInference protocol = new OpenInference(Optional.empty(), Optional.empty());
    List<byte[]> bodies = new ArrayList<>();
    for (List<String> some : Lists.partition(captions, BATCH)) {
      bodies.add(
          protocol.body(
              new Question(
                  some.size(),
                  Optional.empty(),
                  Optional.of(new Question.Captions("report", ImmutableList.copyOf(some))))));
    }
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Semaphore slots = new Semaphore(UNDER_WAY);
    Stopwatch watch = Stopwatch.createStarted();
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (byte[] body : bodies) {
      slots.acquireUninterruptibly();
      all.add(
          http.sendAsync(
                  HttpRequest.newBuilder(URI.create(model.url() + "/infer"))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                      .build(),
                  BodyHandlers.ofByteArray())
              .whenComplete((answer, failure) -> slots.release()));
    }
    all.forEach(CompletableFuture::join);
    return captions.size() / seconds(watch);
  }
}
