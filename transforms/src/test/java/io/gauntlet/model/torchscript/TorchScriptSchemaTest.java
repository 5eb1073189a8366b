package io.gauntlet.model.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import io.gauntlet.JsonSchema;
import io.gauntlet.model.OwnVictim;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that is shipped says what the reader takes. */
class TorchScriptSchemaTest {
  private static final String RESOURCE = "victim.schema.json";
  private static final JsonSchema SCHEMA = JsonSchema.of(OwnVictim.class, RESOURCE);
  private static final String START = "{'torchscript':'m.pt','name':'ours',";

  @Test
  void itHasTheKeysOfTheReader() throws IOException {
    assertEquals(List.of(), SCHEMA.errorsOfSchema());
    JsonNode schema = new ObjectMapper().readTree(Resources.getResource(OwnVictim.class, RESOURCE));
    assertTrue(keys(schema).containsAll(TorchScriptConfig.KEYS));
    assertEquals(
        Sets.union(TorchScriptConfig.PIXELS, ImmutableSet.of("input")),
        keys(schema.at("/properties/pixels")));
    assertEquals(TorchScriptConfig.TOKENS, keys(schema.at("/properties/tokens")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'pixels':{'height':8,'width':8,'channels':3,'range':[0,255],'mean':[0.5],'std':[0.2]}}",
        "'tokens':{'tokenizer':'t.json','length':9,'inputs':['ids','types']},'output':'sigmoid'}",
        "'pixels':{'height':8,'width':8},'outputs':'labels','classes':['a','b'],'positive':'b'}",
        "'pixels':{'height':8,'width':8},'output':{'entry':1,'values':'probability'},'batch':1}",
      })
  void bothTakeTheSame(String end) throws IOException {
    String json = (START + end).replace('\'', '"');
    assertEquals(List.of(), SCHEMA.errors(json));
    TorchScriptConfig.of(new ObjectMapper().readTree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'classes':['a','b']}",
        "'pixels':{'height':8,'width':8,'channels':2}}",
        "'pixels':{'height':8,'width':8},'output':'logit'}",
        "'pixels':{'height':8,'width':8},'positive':1}",
        "'pixels':{'height':8,'width':8},'batch':2}",
        "'pixels':{'height':8,'width':8},'caption':'report'}",
      })
  void bothRefuseTheSame(String end) {
    String json = (START + end).replace('\'', '"');
    assertFalse(SCHEMA.errors(json).isEmpty(), json);
    assertThrows(
        IllegalArgumentException.class,
        () -> TorchScriptConfig.of(new ObjectMapper().readTree(json)));
  }

  private static ImmutableSet<String> keys(JsonNode place) {
    return ImmutableSet.copyOf(place.get("properties").fieldNames());
  }
}
