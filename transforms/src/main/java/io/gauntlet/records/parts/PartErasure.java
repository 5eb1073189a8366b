package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes one study out of the parts of a run. A part is first written without the study, then its
 * summary; what was stopped between the two is seen by the summary, which still names the study,
 * and goes on.
 *
 * <p>An attack may have put the study's report in the place of another's, and no outcome says whose
 * it was given: the reports that outcomes were given go from all of them.
 *
 * @param store of the run's outcomes
 * @param uid of the study
 */
public record PartErasure(PartStore store, String uid) {

  /**
   * What there is of the study.
   *
   * @param parts that name it
   * @param outcomes of it
   * @param kept outcomes of it that keep its image or its caption for people to look at
   * @param unused times that a part says why it could not be attacked
   */
  public record Found(long parts, long outcomes, long kept, long unused) {
    /** Nothing. */
    public static final Found NOTHING = new Found(0, 0, 0, 0);

    /** What both found. */
    Found plus(Found other) {
      return new Found(
          parts + other.parts, outcomes + other.outcomes, kept + other.kept, unused + other.unused);
    }
  }

  /** Counts what there is, and changes nothing. */
  public Found find() throws IOException {
    Found found = Found.NOTHING;
    for (PartSummary part : summaries()) {
      if (names(part)) {
        found = found.plus(found(part, outcomes(part)));
      }
    }
    return found;
  }

  /** The parts that are written anew: those that name the study, or may have its report. */
  public ImmutableSortedSet<PartName> touched() throws IOException {
    ImmutableSortedSet.Builder<PartName> touched = ImmutableSortedSet.naturalOrder();
    for (PartSummary part : summaries()) {
      if (isTouched(part, outcomes(part))) {
        touched.add(part.name());
      }
    }
    return touched.build();
  }

  private boolean isTouched(PartSummary part, List<Outcome> outcomes) {
    return names(part) || outcomes.stream().anyMatch(PartErasure::isOfAnotherReport);
  }

  /**
   * Takes the study out of every part.
   *
   * @return what there was of it
   * @throws IOException when a part is not the one that its summary tells of
   */
  public Found erase() throws IOException {
    Found found = Found.NOTHING;
    for (PartSummary part : summaries()) {
      List<Outcome> outcomes = outcomes(part);
      if (names(part)) {
        found = found.plus(found(part, outcomes));
      }
      if (isTouched(part, outcomes)) {
        erase(part, outcomes);
      }
    }
    return found;
  }

  /** Whether the study was given the report of another one, and which one is not known. */
  private static boolean isOfAnotherReport(Outcome outcome) {
    AttackFields attack = outcome.getAttackFields();
    return attack != null
        && Boolean.TRUE.equals(attack.getWithoutModality())
        && outcome.getWordsChanged() > 0
        // Without words at all nothing of another study is shown.
        && !"".equals(outcome.getAdversarialCaption());
  }

  /**
   * An outcome that holds nothing of another study. It may be the one that is erased, so the report
   * that was put in the place of its own goes; no figure is made of it.
   */
  private static Outcome withoutOtherReport(Outcome outcome) {
    return isOfAnotherReport(outcome)
        ? Outcome.newBuilder(outcome).setAdversarialCaption(null).build()
        : outcome;
  }

  /** What is in all parts now. */
  public ManifestTally tally() throws IOException {
    ManifestTally tally = new ManifestTally();
    summaries().forEach(tally::add);
    return tally;
  }

  private ImmutableList<PartSummary> summaries() throws IOException {
    ImmutableList.Builder<PartSummary> all = ImmutableList.builder();
    for (String file : store.files().names()) {
      Optional<PartName> part = PartName.of(file).filter(name -> name.summary().equals(file));
      if (part.isPresent()) {
        all.add(store.summary(part.get()));
      }
    }
    return all.build();
  }

  private boolean names(PartSummary part) {
    return part.studies().stream().anyMatch(study -> study.uid().equals(uid))
        || part.unused().stream().anyMatch(study -> study.uid().equals(uid));
  }

  private List<Outcome> outcomes(PartSummary part) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    Optional<String> fault = store.readAll(part.name(), outcomes::add);
    if (fault.isPresent()) {
      throw altered(part.name(), fault.get());
    }
    return outcomes;
  }

  private Found found(PartSummary part, List<Outcome> outcomes) {
    List<Outcome> own = outcomes.stream().filter(outcome -> outcome.getUid().equals(uid)).toList();
    return new Found(
        1,
        own.size(),
        own.stream()
            .filter(
                outcome ->
                    outcome.getAdversarialImage() != null || outcome.getCleanCaption() != null)
            .count(),
        part.unused().stream().filter(study -> study.uid().equals(uid)).count());
  }

  private void erase(PartSummary part, List<Outcome> outcomes) throws IOException {
    PartTally tally = new PartTally();
    byte[] records;
    try (PartWriter writer = new PartWriter(part.name())) {
      for (Outcome outcome : outcomes) {
        if (!outcome.getUid().equals(uid)) {
          Outcome kept = withoutOtherReport(outcome);
          tally.add(kept);
          writer.add(kept);
        }
      }
      records = writer.finish();
    }
    PartSummary rest =
        tally.summary(
            part.name(), "sha256:" + Hashing.sha256().hashBytes(records), circumstances(part));
    Set<String> receivers =
        outcomes.stream()
            .filter(PartErasure::isOfAnotherReport)
            .map(Outcome::getUid)
            .collect(Collectors.toSet());
    if (!alike(rest.studies(), receivers).equals(alike(others(part), receivers))) {
      throw altered(part.name(), "its outcomes are not those that its summary tells of");
    }
    store.files().write(part.name().records(), records);
    store.files().write(part.name().summary(), rest.toJson());
  }

  /** The studies; of those whose outcomes lose a report the digest of the outcomes is another. */
  private static ImmutableList<PartStudy> alike(List<PartStudy> studies, Set<String> receivers) {
    return studies.stream()
        .map(
            study ->
                receivers.contains(study.uid())
                    ? new PartStudy(study.uid(), study.label(), study.studyDigest(), "")
                    : study)
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<PartStudy> others(PartSummary part) {
    return part.studies().stream()
        .filter(study -> !study.uid().equals(uid))
        .collect(ImmutableList.toImmutableList());
  }

  private Circumstances circumstances(PartSummary part) {
    return new Circumstances(
        part.inputs(),
        part.unused().stream()
            .filter(study -> !study.uid().equals(uid))
            .collect(ImmutableList.toImmutableList()),
        part.making());
  }

  private IOException altered(PartName name, String fault) {
    return new IOException(
        "%s: %s; bring back the file that the run wrote"
            .formatted(store.files().describe(name.records()), fault));
  }
}
