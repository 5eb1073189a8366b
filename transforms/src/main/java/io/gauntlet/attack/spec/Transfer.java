package io.gauntlet.attack.spec;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.data.Modality;
import java.util.List;
import java.util.Optional;

/**
 * Images made against another victim: {@code transfer:from=late-fusion(pgd:epsilon=8/255)} knows
 * nothing of the one that is scored (Papernot et al. 2016).
 *
 * @param from the victim that the images are made against, by name
 * @param image the attack that makes them
 */
public record Transfer(String from, AttackPart image) implements AttackSpec {
  private static final String FROM = "from";

  static final AttackForm FORM =
      new AttackForm(
          AttackDescription.of(
              "transfer",
              AttackerKnowledge.NOTHING,
              "images made against another victim: transfer:from=late-fusion(pgd)",
              "that of its attack",
              "Papernot et al. 2016",
              AttackOption.named(FROM, "", "the victim that the images are made against")),
          Transfer::of);

  /** Fails when no victim is named. */
  public Transfer {
    if (from.isEmpty()) {
      throw new IllegalArgumentException(
          "write transfer:from=VICTIM(ATTACK), such as transfer:from=late-fusion(pgd)");
    }
  }

  private static Transfer of(AttackOptions options, List<AttackSpec> inside) {
    String written = Joiner.on('|').join(inside);
    return inside
        .get(0)
        .single()
        .filter(image -> inside.size() == 1 && image.modality() == Modality.IMAGE)
        .map(image -> new Transfer(options.name(FROM), image))
        .orElseThrow(() -> new IllegalArgumentException(written + ": transfer shows images alone"));
  }

  @Override
  public String form() {
    return FORM.description().name();
  }

  @Override
  public ImmutableList<AttackPart> parts() {
    return ImmutableList.of(image);
  }

  @Override
  public AttackerKnowledge knowledge() {
    return FORM.description().knowledge();
  }

  @Override
  public Optional<String> generator() {
    return Optional.of(from);
  }

  @Override
  public boolean touches(VictimProfile victim, VictimProfiles all) {
    return image.touches(maker(all), all)
        && image.touches(victim, all)
        && !victim.name().equals(from);
  }

  @Override
  public Optional<String> lacking(VictimProfile victim, VictimProfiles all) {
    return image.lacking(maker(all), all);
  }

  @Override
  public List<Attempt> attempts(VictimProfile victim, VictimProfiles all) {
    return List.of(new Attempt(this, AttackedStudy.CLEAN.under(image, maker(all))));
  }

  private VictimProfile maker(VictimProfiles all) {
    try {
      return all.get(from);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return FORM.description().name() + ":" + FROM + "=" + from + "(" + image + ")";
  }
}
