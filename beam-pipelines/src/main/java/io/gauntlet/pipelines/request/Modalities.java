package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.Modality;

/** What the victims of a run see, as users write it. */
public final class Modalities {
  private Modalities() {}

  /**
   * The modalities of a list such as {@code image,text}, at least one.
   *
   * @throws UsageException when one is unknown, or none is given
   */
  public static ImmutableSet<Modality> parse(String text) {
    try {
      return Modality.list(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }
}
