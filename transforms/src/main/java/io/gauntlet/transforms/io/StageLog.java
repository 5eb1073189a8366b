package io.gauntlet.transforms.io;

import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.UserCodeException;
import org.slf4j.MDC;

/**
 * Says of which run and stage each line of the log is, from whatever class: the mapped diagnostic
 * context of the thread has the keys {@value #RUN} and {@value #STAGE} while the stage works.
 *
 * <p>A line about one study names it by the key {@value #UID}. No line has a word of a report.
 */
public final class StageLog {
  /** Key of the run's name. */
  public static final String RUN = "run";

  /** Key of the stage's name. */
  public static final String STAGE = "stage";

  /** Key of a study's uid, in the event itself. */
  public static final String UID = "uid";

  private final String run;
  private final String stage;

  /** Work of a stage. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  private StageLog(String run, String stage) {
    this.run = run;
    this.stage = stage;
  }

  /** The lines of a stage of the run that the options name. */
  public static StageLog of(PipelineOptions options, String stage) {
    return new StageLog(options.as(RunNameOptions.class).getRunName(), stage);
  }

  /**
   * Does work of the stage; the thread is as it was afterwards.
   *
   * @throws WorkFailedException when the work fails, with the stage
   */
  public void around(Work work) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.put(RUN, run);
    MDC.put(STAGE, stage);
    try {
      work.run();
    } catch (UserCodeException e) {
      // A runner that fuses transforms calls the next one from within this one.
      throw e;
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      throw WorkFailedException.at(Place.STAGE, stage, e);
    } finally {
      MDC.setContextMap(before == null ? Map.of() : before);
    }
  }
}
