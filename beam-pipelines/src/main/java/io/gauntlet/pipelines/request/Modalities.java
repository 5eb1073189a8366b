package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.data.Modality;
import java.util.EnumSet;

/** What the victims of a run see, as users write it. */
public final class Modalities {
  private Modalities() {}

  /**
   * The modalities of a list such as {@code image,text}, at least one.
   *
   * @throws UsageException when one is unknown, or none is given
   */
  public static ImmutableSet<Modality> parse(String text) {
    EnumSet<Modality> modalities = EnumSet.noneOf(Modality.class);
    for (String name : CommaList.of("--modalities", text)) {
      try {
        modalities.add(Modality.named(name));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--modalities: " + e.getMessage(), e);
      }
    }
    if (modalities.isEmpty()) {
      throw new UsageException("--modalities is empty; give image, text or image,text");
    }
    return Sets.immutableEnumSet(modalities);
  }
}
