package io.gauntlet.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Views;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.pretrained.TextModel;
import io.gauntlet.model.train.ClassWeights;
import io.gauntlet.model.training.RecipePreset;
import io.gauntlet.pipelines.options.CompareOptions;
import io.gauntlet.pipelines.options.DemoOptions;
import io.gauntlet.pipelines.options.GateOptions;
import io.gauntlet.pipelines.request.VerdictFormat;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.transforms.cohort.StudySources;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;

class OptionChoicesTest {

  @Test
  void whatIsListedIsTaken() {
    AttackCatalogue catalogue = AttackCatalogue.load();
    List<String> forms = catalogue.forms().stream().map(form -> form.description().name()).toList();
    takes(
        DemoOptions.class,
        "attacks",
        name -> {
          if (!forms.contains(name)) {
            AttackGrid.preset(name, catalogue).forEach(catalogue::parse);
          }
        });
    takes(DemoOptions.class, "recipe", RecipePreset::named);
    takes(DemoOptions.class, "imageModel", ImageNetwork::named);
    takes(DemoOptions.class, "textModel", TextModel::named);
    takes(DemoOptions.class, "train", VictimKind::named);
    takes(DemoOptions.class, "source", StudySources.load()::named);
    takes(DemoOptions.class, "missingViews", Views.Missing::named);
    takes(DemoOptions.class, "keepCaptions", KeptCaptions::parse);
    takes(DemoOptions.class, "classWeights", ClassWeights::parse);
    takes(DemoOptions.class, "device", ComputeDevice::new);
    takes(GateOptions.class, "format", VerdictFormat::named);
  }

  @Test
  void anOptionThatIsAskedForHelpListsItsNames() {
    Optional<String> listed =
        OptionChoices.help(DemoOptions.class, List.of("--seed=2", "--attacks=help"));
    assertTrue(listed.orElseThrow().contains("\n  pgd                   projected"), listed.get());
    listed.get().lines().forEach(line -> assertTrue(line.length() <= 100, line));
    assertTrue(OptionChoices.help(DemoOptions.class, List.of("--image-model=help")).isPresent());
    assertTrue(OptionChoices.help(CompareOptions.class, List.of("--metric=help")).isPresent());
    assertTrue(OptionChoices.help(DemoOptions.class, List.of("--runner=help")).isPresent());
  }

  @Test
  void aFolderMayBeCalledHelp() {
    assertEquals(Optional.empty(), OptionChoices.help(DemoOptions.class, List.of("--output=help")));
  }

  private static void takes(
      Class<? extends PipelineOptions> type, String name, Consumer<String> door) {
    List<Choice> choices =
        OptionDescription.of(type).stream()
            .filter(option -> option.name().equals(name))
            .findFirst()
            .map(OptionChoices::of)
            .orElseThrow();
    assertFalse(choices.isEmpty(), name);
    choices.forEach(choice -> door.accept(choice.name()));
  }
}
