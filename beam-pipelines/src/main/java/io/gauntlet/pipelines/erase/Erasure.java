package io.gauntlet.pipelines.erase;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** One study taken out of all runs that are named, and what is said of it. */
public final class Erasure {
  private final EraseRequest request;
  private final PipelineOptions options;

  /** As a user asked for it. */
  public Erasure(EraseRequest request, PipelineOptions options) {
    this.request = request;
    this.options = options;
  }

  /** A folder in which a run is, or a copy of one, and what there is of the study. */
  private record Place(RunLayout run, RunErasure erasure, Removed found) {}

  /**
   * Takes the study out, run by run.
   *
   * @param out gets a line for each run, without the study's uid
   * @throws UsageException when no run has the study, or had it
   */
  public void run(PrintStream out) throws IOException {
    List<Place> places = new ArrayList<>();
    List<ReferenceStore> stores = new ArrayList<>();
    for (String folder : request.runs()) {
      RunLayout layout = EarlierRun.in("--run", folder).requireFolder();
      ReferenceStore store = ReferenceStore.in(layout.folder());
      ImmutableList<String> copies = store.copies();
      if (!copies.isEmpty()) {
        stores.add(store);
      }
      for (String copy : copies) {
        places.add(place(RunLayout.of(copy)));
      }
      places.add(place(layout));
    }
    requireKnown(places);
    for (Place place : places) {
      out.println(place.run().folder() + ": " + erase(place));
    }
    if (request.mode() == EraseRequest.Mode.ERASE) {
      for (ReferenceStore store : stores) {
        store.renewDigests();
      }
      out.println("The cohort is not touched: take the study out there too.");
    }
  }

  private Place place(RunLayout run) throws IOException {
    RunErasure erasure = new RunErasure(run, request.uid(), options);
    return new Place(run, erasure, erasure.find());
  }

  private void requireKnown(List<Place> places) throws IOException {
    for (Place place : places) {
      if (!place.found().isNothing()
          || place.erasure().isStopped()
          || place.erasure().before().isPresent()) {
        return;
      }
    }
    throw new UsageException(
        "--uid: there is no such study in %s; write the uid as the cohort's table does, and name"
                .formatted(String.join(", ", request.runs()))
            + " the runs that have it");
  }

  private String erase(Place place) throws IOException {
    boolean stopped = place.erasure().isStopped();
    if (place.found().isNothing() && !stopped) {
      Optional<String> before = place.erasure().before();
      return before.map(time -> "erased before, on " + time).orElse("the study is not in it");
    }
    if (request.mode() == EraseRequest.Mode.DRY_RUN) {
      return "would remove " + place.found() + notes(place.found());
    }
    Removed removed = place.erasure().erase();
    return "removed " + removed + notes(removed);
  }

  private static String notes(Removed removed) {
    return removed.trained() == 0
        ? ""
        : "; its models were trained on the study and stay as they are: train them anew without it";
  }
}
