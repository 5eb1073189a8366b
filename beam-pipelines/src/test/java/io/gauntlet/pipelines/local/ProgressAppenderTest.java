package io.gauntlet.pipelines.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProgressAppenderTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger logger = context.getLogger(Progress.class);
  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-31T02:00:00Z");
  private final ProgressAppender appender =
      new ProgressAppender(
          new ProgressLines(
              (InstantSource) () -> now,
              (stage, at) -> lines.add(stage.name() + " " + stage.percent())));

  @BeforeEach
  void listen() {
    appender.setContext(context);
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(appender);
  }

  @Test
  void aStageThatTrainsNothingEnds() throws IOException {
    stage("train ensemble")
        .around(
            () -> {
              Progress progress = Progress.of(1);
              progress.begun("152 studies");
              progress.ended("ensemble is made");
            });
    assertEquals(List.of("train ensemble 0", "train ensemble 100"), lines);
  }

  @Test
  void theJoinHasEndedWhereSomethingElseBegins() throws IOException {
    stage("join").around(() -> Progress.of(64).done(6, "joined"));
    stage("train image").around(() -> Progress.of(15).begun("152 studies"));
    appender.endAll();
    assertEquals(List.of("join 1", "join 100", "train image 0", "train image 100"), lines);
  }

  @Test
  void linesOfOneStageAreRare() throws IOException {
    stage("attack")
        .around(
            () -> {
              Progress progress = Progress.of(100);
              for (int part = 0; part < 61; part++) {
                progress.done(32, "batch " + part);
                now = now.plusSeconds(1);
              }
            });
    assertEquals(List.of("attack 1", "attack 31", "attack 61"), lines);
  }

  @Test
  void eventsAreJsonInALine() throws IOException {
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    logger.addAppender(events);
    stage("attack").around(() -> Progress.of(9).done(32, "a \"quoted\"\nmessage"));
    logger.detachAppender(events);
    ILoggingEvent event = events.list.get(0);
    String line = new JsonLayout().doLayout(event);
    assertEquals(1, line.lines().count());
    JsonNode json = new ObjectMapper().readTree(line);
    assertEquals(9, json.get("total").asInt());
    assertEquals(32, json.get("studies").asInt());
    assertEquals("attack", json.get("stage").asText());
    assertEquals("a \"quoted\"\nmessage", json.get("message").asText());
  }

  private static StageLog stage(String name) {
    return StageLog.of(PipelineOptionsFactory.create(), name);
  }
}
