package io.gauntlet.score.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema that is shipped says what the reader takes. */
class GatePolicySchemaTest {

  @Test
  void theSchemaHasTheKeysOfTheReader() throws IOException {
    JsonNode schema = schema();
    assertEquals(PolicyKeys.ROOT.known(), keys(schema));
    assertEquals(PolicyKeys.PRIMARY.known(), keys(schema.at("/properties/primaries/items")));
    assertEquals(PolicyKeys.FLOOR.known(), keys(schema.at("/properties/floors/items")));
    assertEquals(PolicyKeys.CELL.known(), keys(schema.at("/$defs/cell")));
  }

  @Test
  void theSchemaHasTheMetricsOfTheReader() throws IOException {
    JsonNode schema = schema();
    Set<String> all = new TreeSet<>();
    Set<String> primary = new TreeSet<>();
    for (ComparedMetric metric : ComparedMetric.values()) {
      all.add(metric.key());
      if (metric.mayBePrimary()) {
        primary.add(metric.key());
      }
    }
    assertEquals(all, texts(schema.at("/properties/metrics/items/enum")));
    assertEquals(primary, texts(schema.at("/properties/primaries/items/properties/metric/enum")));
    all.remove(ComparedMetric.AUROC.key());
    assertEquals(all, texts(schema.at("/properties/floors/items/properties/metric/enum")));
    assertEquals(
        Arrays.stream(GatePolicy.Missing.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList(),
        List.copyOf(texts(schema.at("/properties/missing/enum"))));
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper()
        .readTree(Resources.getResource(GatePolicy.class, "gate-policy.schema.json"));
  }

  private static Set<String> keys(JsonNode place) {
    return ImmutableSet.copyOf(place.get("properties").fieldNames());
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
