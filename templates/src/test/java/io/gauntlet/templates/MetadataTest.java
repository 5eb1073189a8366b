package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.client.json.GenericJson;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.ParameterMetadata;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.cli.TemplateParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetadataTest {
  private static final Path SPECS = Path.of("specs");
  private static final Set<String> TYPES =
      Set.of("TEXT", "GCS_READ_FILE", "GCS_READ_FOLDER", "GCS_WRITE_FOLDER", "BIGQUERY_TABLE");

  @ParameterizedTest
  @EnumSource
  void theCommittedSpecIsTheGeneratedOne(Template template) throws IOException {
    assertEquals(
        Specs.json(Specs.of(template, defaults().getRegistry(), defaults().getTag())),
        Files.readString(SPECS.resolve(template.id() + ".json")),
        "run ./gauntlet templates metadata and commit what it writes");
  }

  @Test
  void noSpecIsLeftOfATemplateThatIsNoMore() throws IOException {
    try (var files = Files.list(SPECS)) {
      assertEquals(Template.values().length, files.count());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionIsAParameterAndEveryParameterAnOption(Template template) throws IOException {
    Map<String, ParameterMetadata> parameters = parameters(committed(template));
    Set<String> options = new HashSet<>();
    for (OptionDescription option : OptionDescription.of(template.options())) {
      options.add(option.name());
      ParameterMetadata parameter = parameters.get(option.name());
      assertNotNull(parameter, option.name());
      assertEquals(!option.required(), parameter.getIsOptional(), option.name());
      assertEquals(option.defaultValue().orElse(null), parameter.getDefaultValue(), option.name());
      assertTrue(parameter.getHelpText().startsWith(option.help()), option.name());
      assertFalse(parameter.getLabel().isBlank(), option.name());
      assertTrue(TYPES.contains(parameter.getParamType()), parameter.getParamType());
    }
    assertEquals(options, parameters.keySet());
  }

  @ParameterizedTest
  @EnumSource
  void defaultsAndExamplesPassTheirOwnExpression(Template template) throws IOException {
    Map<String, ParameterMetadata> parameters = parameters(committed(template));
    for (OptionDescription option : OptionDescription.of(template.options())) {
      ParameterMetadata parameter = parameters.get(option.name());
      if (parameter.getRegexes() != null) {
        parameter.getRegexes().forEach(Pattern::compile);
        assertFalse(LaunchArguments.fits(parameter, "\nno value of any kind\n"), option.name());
      }
      option
          .defaultValue()
          .ifPresent(value -> assertTrue(LaunchArguments.fits(parameter, value), option.name()));
      option
          .templateParameter()
          .map(TemplateParameter::example)
          .filter(example -> !example.isEmpty())
          .ifPresent(value -> assertTrue(LaunchArguments.fits(parameter, value), option.name()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void googlesClassesKnowEveryKeyOfTheSpec(Template template) throws IOException {
    checkKnown(committed(template));
  }

  private static void checkKnown(Object value) {
    if (value instanceof GenericJson json) {
      assertTrue(json.getUnknownKeys().isEmpty(), json.getUnknownKeys().toString());
      json.values().forEach(MetadataTest::checkKnown);
    } else if (value instanceof Collection<?> list) {
      list.forEach(MetadataTest::checkKnown);
    }
  }

  private static TemplatesOptions defaults() {
    return PipelineOptionsFactory.as(TemplatesOptions.class);
  }

  static ContainerSpec committed(Template template) throws IOException {
    return Specs.JSON.fromString(
        Files.readString(SPECS.resolve(template.id() + ".json")), ContainerSpec.class);
  }

  private static Map<String, ParameterMetadata> parameters(ContainerSpec spec) {
    Map<String, ParameterMetadata> parameters = new TreeMap<>();
    spec.getMetadata()
        .getParameters()
        .forEach(parameter -> parameters.put(parameter.getName(), parameter));
    assertEquals(spec.getMetadata().getParameters().size(), parameters.size());
    return parameters;
  }
}
