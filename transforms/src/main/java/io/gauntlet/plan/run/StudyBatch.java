package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.victim.PresentViews;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.data.Studies;
import io.gauntlet.model.Victim;
import io.gauntlet.schema.Study;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Studies under attack, in an order that does not depend on the machine. */
public final class StudyBatch {
  private final ImmutableList<Study> studies;
  private final ImmutableList<String> uids;
  private final ImmutableList<String> captions;
  private final ImmutableList<Integer> labels;
  private final Optional<NDArray> pixels;
  private final ImmutableList<String> views;
  private final Optional<ClassNames.Named> classes;

  /**
   * A batch.
   *
   * @param studies at least one
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}; empty when no victim
   *     sees images
   * @param views names of the views, in this order; empty without images
   * @throws IllegalArgumentException when the studies have not all the same classes
   */
  public StudyBatch(List<Study> studies, Optional<NDArray> pixels, ImmutableList<String> views) {
    this.views = views;
    this.studies = ImmutableList.copyOf(studies);
    this.uids = studies.stream().map(Study::getUid).collect(ImmutableList.toImmutableList());
    this.captions =
        studies.stream().map(Study::getCaption).collect(ImmutableList.toImmutableList());
    this.labels = studies.stream().map(Studies::label).collect(ImmutableList.toImmutableList());
    this.pixels = pixels;
    this.classes =
        studies.stream()
            .map(study -> new ClassNames.Named("study " + study.getUid(), study.getClassNames()))
            .reduce(StudyBatch::sameClasses);
  }

  private static ClassNames.Named sameClasses(ClassNames.Named one, ClassNames.Named other) {
    ClassNames.requireSame(one, other, "attack studies that all have the same classes");
    return one;
  }

  /** The classes that the studies may be of, in the order of the logits. */
  List<String> classNames() {
    return classes.map(ClassNames.Named::names).orElse(ClassNames.NORMAL_ABNORMAL);
  }

  /**
   * A victim for the classes of the studies.
   *
   * @throws IllegalArgumentException when it has other classes, in one line that has both, or a
   *     threshold between more than two
   */
  Victim fitting(String name, Victim victim) {
    if (classes.isEmpty()) {
      return victim;
    }
    Victim fitting = victim.forClasses(classNames());
    ClassNames.requireSame(
        new ClassNames.Named("the victim " + name, fitting.classNames()),
        classes.get(),
        "attack a victim of the studies' classes, in their order");
    if (!fitting.operatingPoint().isHalf()) {
      OperatingPoint.requireTwo(fitting.classNames());
    }
    return fitting;
  }

  /** The studies. */
  public List<Study> studies() {
    return studies;
  }

  /** A uid a study. */
  public List<String> uids() {
    return uids;
  }

  /** A clean caption a study. */
  public List<String> captions() {
    return captions;
  }

  /** A true class a study, its place among the classes. */
  public List<Integer> labels() {
    return labels;
  }

  /** The clean images {@code [batch, views, height, width]} in {@code [0, 1]}; empty without. */
  public Optional<NDArray> pixels() {
    return pixels;
  }

  /** The names of the views, in the order of the images. */
  public ImmutableList<String> views() {
    return views;
  }

  /** An attack on the images, which leaves views that a study lacks as they are. */
  public ImageAttack onPresentViews(ImageAttack attack, NDManager scope) {
    boolean whole =
        studies.stream().flatMap(study -> study.getImages().stream()).noneMatch(Studies::isMissing);
    return whole ? attack : new PresentViews(attack, present(scope));
  }

  /** {@code [batch, views, 1, 1]}: 1 where a study has a view, 0 where it lacks it. */
  private NDArray present(NDManager scope) {
    float[] present = new float[studies.size() * views.size()];
    for (int row = 0; row < studies.size(); row++) {
      for (int view = 0; view < views.size(); view++) {
        boolean has = !Studies.image(studies.get(row), views.get(view)).isEmpty();
        present[row * views.size() + view] = has ? 1 : 0;
      }
    }
    return scope.create(present, new Shape(studies.size(), views.size(), 1, 1));
  }

  /** Number of studies. */
  public int size() {
    return studies.size();
  }

  /** The labels {@code [batch]}, int64, owned by a manager. */
  public NDArray labelArray(NDManager manager) {
    return manager.create(labels.stream().mapToLong(Integer::longValue).toArray());
  }

  /** A seed a study, from the run's seed, the uid and the attack alone. */
  public long[] seeds(long runSeed, String attack) {
    return uids.stream()
        .mapToLong(
            uid ->
                Hashing.sha256()
                    .newHasher()
                    .putLong(runSeed)
                    .putString(uid, StandardCharsets.UTF_8)
                    .putByte((byte) 0)
                    .putString(attack, StandardCharsets.UTF_8)
                    .hash()
                    .asLong())
        .toArray();
  }
}
