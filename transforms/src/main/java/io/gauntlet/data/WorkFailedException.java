package io.gauntlet.data;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Work that failed, with where it was done. The work throws what is wrong, and each of its callers
 * adds what it knows of where; the cause stays the one that was thrown. Runners wrap it in
 * exceptions of their own and send it between machines; it is found again by its type.
 */
public final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is said of where work was done, in this order. */
  public enum Place {
    /** The stage of the run, such as {@code train image}. */
    STAGE,
    /** The piece of work, which names its attack and its victim. */
    WORK,
    /** The studies that were worked on, and the seed of the victims where there are replicas. */
    STUDIES
  }

  private final EnumMap<Place, String> places;

  private WorkFailedException(EnumMap<Place, String> places, Throwable cause) {
    super(where(places) + ": " + reason(cause), cause);
    this.places = places;
  }

  /**
   * A failure with one more part of where it was; a part that is known already stays as it is.
   *
   * @param name of the place, in words that can stand between commas
   */
  public static WorkFailedException at(Place place, String name, Throwable failure) {
    EnumMap<Place, String> places = new EnumMap<>(Place.class);
    Throwable cause = failure;
    if (failure instanceof WorkFailedException known) {
      places.putAll(known.places);
      cause = known.getCause();
    }
    places.putIfAbsent(place, name);
    return new WorkFailedException(places, cause);
  }

  /**
   * Does work at a place.
   *
   * @param name of the place, asked for when the work fails
   * @throws WorkFailedException when it throws anything, memory that ran out included
   */
  public static <T> T tell(Place place, Supplier<String> name, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | VirtualMachineError e) {
      throw at(place, name.get(), e);
    }
  }

  /** Where it was, such as {@code attack, make pgd:steps=10 against image, study 12}. */
  public String where() {
    return where(places);
  }

  private static String where(Map<Place, String> places) {
    return places.values().stream().collect(Collectors.joining(", "));
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
