package io.gauntlet.model.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import io.gauntlet.JsonSchema;
import io.gauntlet.model.OwnVictim;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that is shipped says what the reader takes. */
class HttpSchemaTest {
  private static final String RESOURCE = "victim.schema.json";
  private static final JsonSchema SCHEMA = JsonSchema.of(OwnVictim.class, RESOURCE);
  private static final String URL = "'url':'https://models.example/v2/models/cxr'";

  @Test
  void itHasTheKeysOfTheReader() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(Resources.getResource(OwnVictim.class, RESOURCE));
    assertTrue(keys(schema).containsAll(HttpConfig.KEYS));
    assertEquals(Endpoint.KEYS, keys(schema.at("/properties/http")));
    assertEquals(HttpConfig.PIXELS, keys(schema.at("/properties/pixels")));
  }

  private static ImmutableSet<String> keys(JsonNode place) {
    return ImmutableSet.copyOf(place.get("properties").fieldNames());
  }

  private static String json(String http, String end) {
    return ("{'name':'served','http':{" + URL + http + "}" + end + "}").replace('\'', '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'protocol':'vertex','answer':'scores'",
        ",'protocol':'json','request':{'x':'{captions}'},'answer':'/y'",
        ",'auth':{'env':'TOKEN','before':''},'batch':1,'concurrency':2,'rate':0.5,'budget':9",
        ",'timeout':1,'deadline':2,'attempts':3,'price':0.01,'version':'3'",
      })
  void bothTakeTheSame(String http) throws IOException {
    String json = json(http, ",'caption':'report','pixels':{'input':'x','height':8,'width':8}");
    assertEquals(List.of(), SCHEMA.errors(json));
    HttpConfig.of(new ObjectMapper().readTree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'protocol':'grpc'",
        ",'auth':{}",
        ",'auth':{'env':'A','file':'b'}",
        ",'rate':0",
        ",'batch':0",
      })
  void bothRefuseTheSame(String http) {
    assertRefused(json(http, ",'caption':'report'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'tokens':{'tokenizer':'t','length':8}", ",'caption':'r','batch':1"})
  void bothRefuseWhatIsNotOfTheKind(String end) {
    assertRefused(json("", end));
  }

  private static void assertRefused(String json) {
    assertFalse(SCHEMA.errors(json).isEmpty(), json);
    assertThrows(
        IllegalArgumentException.class, () -> HttpConfig.of(new ObjectMapper().readTree(json)));
  }
}
