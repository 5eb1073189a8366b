package io.gauntlet.pipelines.choices;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackForm;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.pipelines.cli.Choice;
import io.gauntlet.pipelines.cli.ChoiceList;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.transforms.cohort.StudySources;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names that are looked up where they are known: each a list for the options that take them.
 */
public final class NamedChoices {
  private NamedChoices() {}

  private static Choice choice(AttackDescription attack) {
    return new Choice(attack.name(), attack.summary());
  }

  private static Stream<Choice> choices(List<? extends AttackProvider<?>> attacks) {
    return attacks.stream().map(AttackProvider::description).map(NamedChoices::choice);
  }

  /** Attacks, presets of them, and what is made of others. */
  public static final class Attacks implements ChoiceList {
    @Override
    public List<Choice> choices() {
      AttackCatalogue catalogue = AttackCatalogue.load();
      return Stream.of(
              NamedChoices.choices(catalogue.images()),
              NamedChoices.choices(catalogue.texts()),
              catalogue.forms().stream().map(AttackForm::description).map(NamedChoices::choice),
              Stream.of(
                  new Choice("paper", "the eleven rows of the paper's Table 1"),
                  new Choice(
                      "small-budgets",
                      "two on images under which a model has something left to lose"),
                  new Choice("controls", "all that ask their victim nothing"),
                  new Choice("all", "every attack here as it stands, and three joint ones")))
          .flatMap(stream -> stream)
          .toList();
    }
  }

  /** Attacks whose images are shown to other victims. */
  public static final class Transfers implements ChoiceList {
    @Override
    public List<Choice> choices() {
      return Stream.concat(
              Stream.of(
                  new Choice("paper", "those of the paper's Tables 2 and 3"),
                  new Choice("none", "no transfer")),
              NamedChoices.choices(AttackCatalogue.load().images()))
          .toList();
    }
  }

  /** Networks over images. */
  public static final class ImageModels implements ChoiceList {
    @Override
    public List<Choice> choices() {
      return ImageNetwork.presets().entrySet().stream().map(ImageModels::choice).toList();
    }

    private static Choice choice(Map.Entry<String, ImageNetwork> preset) {
      int side = preset.getValue().side();
      return new Choice(
          preset.getKey(),
          "%s features of images of %s x %s".formatted(preset.getValue().features(), side, side));
    }
  }

  /** Layouts of cohorts. */
  public static final class Sources implements ChoiceList {
    @Override
    public List<Choice> choices() {
      return StudySources.load().names().stream().map(name -> new Choice(name, "")).toList();
    }
  }

  /** Kinds of victims. */
  public static final class Kinds implements ChoiceList {
    @Override
    public List<Choice> choices() {
      return Arrays.stream(VictimKind.values())
          .map(kind -> new Choice(kind.toString(), ""))
          .toList();
    }
  }

  /** Figures by which victims are compared. */
  public static final class Metrics implements ChoiceList {
    @Override
    public List<Choice> choices() {
      return Arrays.stream(ComparedMetric.values())
          .filter(ComparedMetric::mayBePrimary)
          .map(metric -> new Choice(metric.key(), ""))
          .toList();
    }
  }
}
