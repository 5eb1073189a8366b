package io.gauntlet.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.plan.cost.Passes;
import io.gauntlet.transforms.io.InputFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;

/**
 * Prices and speeds, as a file that users keep: both change, and neither belongs in a program.
 *
 * @param date when they were looked up, such as 2026-01-31
 * @param source where, and for which region and machine
 * @param currency such as USD
 * @param workerHour price of a worker with its GPU for an hour
 * @param secondsPerPass how long that worker takes for one pass of each kind
 */
record Prices(
    String date, String source, String currency, double workerHour, Speeds secondsPerPass) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /**
   * Seconds for one pass of one study.
   *
   * @param imageForward both views through the image encoder
   * @param imageBackward and the way back to the pixels
   * @param textForward a caption through the text encoder
   * @param textBackward and the way back to its words
   */
  record Speeds(
      double imageForward, double imageBackward, double textForward, double textBackward) {}

  Prices {
    LocalDate.parse(date);
  }

  /**
   * Reads a file.
   *
   * @throws UsageException when it is none of prices
   */
  static Prices read(String file) throws IOException {
    try {
      return JSON.readValue(InputFiles.text(PathOptions.absolute("prices", file)), Prices.class);
    } catch (FileNotFoundException e) {
      throw new UsageException("--prices: there is no " + file, e);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "--prices: %s%s is not written as templates/prices.example.json is"
              .formatted(file, line(e)),
          e);
    } catch (IOException e) {
      throw new UsageException("--prices: " + e.getMessage(), e);
    }
  }

  private static String line(JsonProcessingException failure) {
    return failure.getLocation() == null ? "" : ", line " + failure.getLocation().getLineNr();
  }

  /** Hours of one worker for the passes of so many studies. */
  double hours(Passes passes, double studies) {
    return studies
        * (passes.imageForward() * secondsPerPass.imageForward()
            + passes.imageBackward() * secondsPerPass.imageBackward()
            + passes.textForward() * secondsPerPass.textForward()
            + passes.textBackward() * secondsPerPass.textBackward())
        / 3600;
  }
}
