package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.Maps;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model under attack: branches, each of which embeds one modality of a study, and a fuser, which
 * turns their embeddings into logits. The branches can be evaluated apart, so that an attack on one
 * modality embeds the others once. Pixels enter in {@code [0, 1]}: normalisation is inside.
 *
 * <p>A victim is safe for any thread. The caller that opened it closes it.
 */
public interface Victim extends AutoCloseable {

  /**
   * The branches by the modality that they embed; there is at least one. Victims that share a
   * branch return the same object, so that its embeddings are computed once for all of them.
   */
  Map<Modality, Branch> branches();

  /**
   * Turns the embeddings of the branches into logits.
   *
   * @param embeddings {@code [batch, width of the branch]} for every branch
   * @return {@code [batch, classes]}, in the order of {@link #classNames}
   */
  NDArray fuse(Map<Modality, NDArray> embeddings);

  /** The classes that it tells apart, in the order of its logits. */
  default List<String> classNames() {
    return ClassNames.NORMAL_ABNORMAL;
  }

  /**
   * The victim for a batch of studies of some classes: itself, unless it answers for several labels
   * and one of them is what the studies are told apart by, or it remembers something of the batch.
   * What it gives is lent, and needs no closing.
   *
   * @param names the classes of the studies
   */
  default Victim forClasses(List<String> names) {
    return this;
  }

  /** How many studies it is best asked for at once where there are many. */
  default int studiesAtOnce() {
    return 32;
  }

  /**
   * Looks whether it still answers as it did when it was opened. One in this process always does.
   *
   * @throws io.gauntlet.data.UnansweredException when it does not
   */
  default void requireSteady() {}

  /** Studies that its owner is paid for, and that it was asked about since this was last called. */
  default long takeBill() {
    return 0;
  }

  /** Where it decides for the positive class of two; of more classes the largest logit wins. */
  default OperatingPoint operatingPoint() {
    return OperatingPoint.HALF;
  }

  /** What it can do; an attack that needs more is left out of its cells. */
  default Set<Capability> capabilities() {
    Set<Capability> capabilities = EnumSet.of(Capability.LOGITS);
    branches().values().forEach(branch -> capabilities.addAll(branch.capabilities()));
    return capabilities;
  }

  /**
   * Itself where it was trained here, so that it can be fused; empty for one that a user brings.
   */
  default Optional<TrainedVictim> trained() {
    return Optional.empty();
  }

  /** The branch of a kind; empty where the victim has none. */
  default <B extends Branch> Optional<B> branch(Class<B> kind) {
    return branches().values().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /**
   * The logits of studies, every branch evaluated.
   *
   * @return {@code [batch, classes]}, owned by {@code scope}
   */
  default NDArray logits(NDManager scope, StudyInputs studies) {
    return fuse(
        new EnumMap<>(Maps.transformValues(branches(), branch -> branch.embed(scope, studies))));
  }

  @Override
  void close();

  /**
   * Another victim that answers otherwise: what it does not say itself, the other one says. Its
   * classes, its operating point and its end are its own.
   */
  interface Wrapper extends Victim {
    /** The other one. */
    Victim victim();

    @Override
    default Map<Modality, Branch> branches() {
      return victim().branches();
    }

    @Override
    default int studiesAtOnce() {
      return victim().studiesAtOnce();
    }

    @Override
    default void requireSteady() {
      victim().requireSteady();
    }

    @Override
    default long takeBill() {
      return victim().takeBill();
    }

    @Override
    default Set<Capability> capabilities() {
      return victim().capabilities();
    }
  }
}
