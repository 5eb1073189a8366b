package io.gauntlet.model.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.PythonPeer;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MLServer itself serves a model, and answers what the model does. */
@Tag("peers")
class MlServerPeerTest {
  private static final String START =
      "import sys; from mlserver.cli import main; sys.argv[0] = 'mlserver'; main()";

  @TempDir private Path folder;
  private Process server;

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Serves the model in a version; the folder of a victim that asks it. */
  private void start(int port, String version) throws IOException, InterruptedException {
    Path served = Files.createDirectories(folder.resolve(version));
    Files.writeString(
        served.resolve("settings.json"),
        "{\"host\":\"127.0.0.1\",\"http_port\":%s,\"grpc_port\":%s,\"metrics_port\":%s,\"parallel_workers\":0}"
            .formatted(port, freePort(), freePort()));
    Files.writeString(
        served.resolve("model-settings.json"),
        "{\"name\":\"cxr\",\"implementation\":\"served_model.ServedModel\",\"parameters\":{\"version\":\"%s\"}}"
            .formatted(version));
    server =
        PythonPeer.with("mlserver==1.7.1")
            .start(folder.resolve(version + ".log"), START, "start", served);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.destroy();
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void itAnswersAsTheModelDoesAndItsVersionIsInTheDigest()
      throws IOException, InterruptedException {
    int port = freePort();
    start(port, "v1");
    Files.writeString(
        folder.resolve("victim.yaml"),
        "name: served\nhttp: {url: 'http://127.0.0.1:%s/v2/models/cxr', attempts: 30, batch: 2}\n"
                .formatted(port)
            + "pixels: {views: [frontal], height: 2, width: 2, channels: 3}\ncaption: report\n");
    OwnVictim own = VictimCatalogue.load().in(new RunFiles(folder.toString()));
    String first = own.digest();
    try (NDManager manager = NDManager.newBaseManager();
        Victim victim = own.open(manager, first)) {
      NDArray pixels =
          manager.create(
              new float[] {0, 0, 0, 0.5f, 0, 0, 0, 0, 1, 1, 1, 1},
              new ImageSize(ImmutableList.of("frontal"), 2, 2).batch(3));
      float[] logits =
          victim
              .logits(manager, StudyInputs.of(pixels, List.of("clear", "\u00e9", "left effusion")))
              .toFloatArray();
      assertArrayEquals(new float[] {3.5f, -3.5f, 9, -9, -15, 15}, logits, 1e-4f);
    }
    stop();
    start(port, "v2");
    assertNotEquals(first, own.digest());
  }
}
