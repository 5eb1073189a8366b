package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.pipelines.options.PrepareCohortOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaunchTest {
  private static final Clock NIGHT =
      Clock.fixed(Instant.parse("2026-01-31T23:59:59Z"), ZoneOffset.UTC);

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void theDateOfTheLaunchStandsInTheOutput() {
    assertEquals("gs://runs/nightly/2026-01-31", output("gs://runs/nightly/{date}"));
    assertEquals(Path.of("runs/1").toAbsolutePath().toString(), output("runs/1"));
  }

  private static String output(String given) {
    String[] arguments = {"--reports=r.csv", "--projections=p.csv", "--output=" + given};
    return Launch.options(PrepareCohortOptions.class, arguments, NIGHT).getOutput();
  }
}
