package io.gauntlet.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.escape.Escaper;
import com.google.common.net.PercentEscaper;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where in a verdict something was found: a slice of the studies in an attack on a victim, each
 * place once and known by its index (SARIF 2.1.0, section 3.14.17).
 */
final class LogicalPlaces {
  /** Leaves no slash in a name, so that a slash is between two. */
  private static final Escaper NAMES = new PercentEscaper("-_.~:=+,;@()|* ", false);

  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final ArrayNode places = Json.MAPPER.createArrayNode();

  /** The place of a cell, or of a slice of it. */
  ObjectNode place(CellKey cell, @Nullable String slice) {
    int victim = index(cell.victim(), "victim", NAMES.escape(cell.victim()), OptionalInt.empty());
    String attack = cell.attack() + cell.madeAgainst();
    String name = NAMES.escape(cell.victim()) + "/" + NAMES.escape(attack);
    int index = index(attack, "attack", name, OptionalInt.of(victim));
    if (slice != null) {
      name += "/" + NAMES.escape(slice);
      index = index(slice, "slice", name, OptionalInt.of(index));
    }
    return Json.MAPPER.createObjectNode().put("fullyQualifiedName", name).put("index", index);
  }

  private int index(String name, String kind, String qualified, OptionalInt parent) {
    Integer known = indices.get(qualified);
    if (known != null) {
      return known;
    }
    int index = places.size();
    indices.put(qualified, index);
    ObjectNode place =
        places.addObject().put("name", name).put("fullyQualifiedName", qualified).put("kind", kind);
    parent.ifPresent(outer -> place.put("parentIndex", outer));
    return index;
  }

  /** All places that were asked for, in the order of their indices. */
  ArrayNode all() {
    return places;
  }
}
