package io.gauntlet.transforms.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DeviceTurnsTest {
  private final DeviceTurns turns = new DeviceTurns();
  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void aSecondTrainingWaitsForTheSameGpu() throws Exception {
    Thread second =
        turns.train(
            Device.gpu(0),
            () -> {
              Thread waiting = take(Device.gpu(0));
              while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              events.add("first ends");
              return waiting;
            });
    second.join();
    assertEquals(List.of("first ends", "taken"), events);
  }

  @Test
  void anotherGpuAndTheCpuAreFree() throws Exception {
    List<Thread> others =
        turns.train(
            Device.gpu(0),
            () ->
                turns.train(
                    Device.cpu(),
                    () -> {
                      List<Thread> threads = new ArrayList<>();
                      for (Device device : List.of(Device.gpu(1), Device.cpu())) {
                        Thread thread = take(device);
                        while (thread.getState() != Thread.State.TERMINATED) {
                          Thread.onSpinWait();
                        }
                        threads.add(thread);
                      }
                      return threads;
                    }));
    assertEquals(2, others.size());
    assertEquals(List.of("taken", "taken"), events);
  }

  @Test
  void aTrainingThatFailsGivesItsTurnBack() throws Exception {
    assertThrows(
        IOException.class,
        () ->
            turns.train(
                Device.gpu(0),
                () -> {
                  throw new IOException("no space");
                }));
    assertEquals("trained", turns.train(Device.gpu(0), () -> "trained"));
  }

  private Thread take(Device device) {
    Thread thread =
        new Thread(
            () -> {
              try {
                turns.train(device, () -> events.add("taken"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }
}
