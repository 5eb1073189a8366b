package io.gauntlet.pipelines.erase;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private record Place(RunLayout run, RunErasure erasure, Removed found) {
    boolean isUnderWay() throws IOException {
      return !found.isNothing() || erasure.isStopped();
    }
  }

  /** A store and its copies, or a run, which has none. */
  private record Group(ReferenceStore store, List<Place> copies, Place folder) {
    ImmutableList<Place> places() {
      return ImmutableList.<Place>builder().addAll(copies).add(folder).build();
    }
  }

  /**
   * Takes the study out, run by run. All runs are locked, and held against what they and their
   * stores wrote down, before the first is touched: none is changed where one cannot be.
   *
   * @param out gets a line for each run, without the study's uid
   * @throws UsageException when no run has the study, or had it
   */
  public void run(PrintStream out) throws IOException {
    List<Group> groups = new ArrayList<>();
    for (String folder : request.runs()) {
      groups.add(group(EarlierRun.in("--run", folder).requireFolder()));
    }
    List<Place> places = groups.stream().flatMap(group -> group.places().stream()).toList();
    requireKnown(places);
    try (Closer locks = Closer.create()) {
      for (Place place : places) {
        if (place.isUnderWay()) {
          locks.register(place.erasure().prepare());
        }
      }
      for (Group group : groups) {
        requireIntact(group);
      }
      for (Group group : groups) {
        erase(group, out);
      }
    }
    if (request.mode() == EraseRequest.Mode.ERASE) {
      out.println(
          "The cohort is not touched, nor what replay, evidence or export wrote elsewhere: take the"
              + " study out there too.");
    }
  }

  private Group group(RunLayout layout) throws IOException {
    ReferenceStore store = ReferenceStore.in(layout.folder());
    List<Place> copies = new ArrayList<>();
    for (String copy : store.copies()) {
      copies.add(place(RunLayout.of(copy)));
    }
    return new Group(store, copies, place(layout));
  }

  /** A copy of which an erasure was stopped is another already, and is held against its parts. */
  private static void requireIntact(Group group) throws IOException {
    Set<String> stopped = new HashSet<>();
    for (Place copy : group.copies()) {
      if (copy.erasure().isStopped()) {
        stopped.add(copy.run().folder());
      }
    }
    try {
      group.store().requireIntact(stopped);
    } catch (IOException e) {
      throw new UsageException(
          "--run: %s; nothing was erased from any run".formatted(e.getMessage()), e);
    }
  }

  /** An erasure ends when the store knows of it: one that is stopped before goes on from there. */
  private void erase(Group group, PrintStream out) throws IOException {
    List<Place> changed = new ArrayList<>();
    for (Place place : group.places()) {
      if (place.isUnderWay()) {
        changed.add(place);
      }
      out.println(place.run().folder() + ": " + erase(place));
    }
    if (request.mode() == EraseRequest.Mode.ERASE) {
      group
          .store()
          .renewDigests(
              changed.stream().map(place -> place.run().folder()).collect(Collectors.toSet()));
      for (Place place : changed) {
        place.erasure().end();
      }
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
    Aftermath aftermath = place.erasure().aftermath();
    if (request.mode() == EraseRequest.Mode.DRY_RUN) {
      String goesOn = stopped ? "would go on with an erasure that was stopped, and " : "would ";
      return goesOn + "remove " + place.found() + notes(place.found()) + aftermath;
    }
    Removed removed = place.erasure().erase();
    return "removed " + removed + notes(removed) + aftermath;
  }

  private static String notes(Removed removed) {
    return removed.trained() == 0
        ? ""
        : "; its models were trained on the study and stay as they are: train them anew without it";
  }
}
