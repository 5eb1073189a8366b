package io.gauntlet.model.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies as the documents of each protocol show them. */
class RowProtocolTest {
  private static final Question TWO =
      new Question(
          2,
          Optional.of(
              new Question.Images("xray", "FP32", new Shape(2, 1, 1, 2), new float[] {0, 1, 2, 3})),
          Optional.of(new Question.Captions("report", ImmutableList.of("clear", "a \"b\""))));

  private static RowProtocol protocol(String http) throws IOException {
    return HttpConfig.of(
            new ObjectMapper()
                .readTree(
                    "{'http':{'url':'http://x/m',%s},'caption':'report'}"
                        .formatted(http)
                        .replace('\'', '"')))
        .protocol();
  }

  private static String body(RowProtocol protocol) throws IOException {
    return new String(protocol.body(TWO), StandardCharsets.UTF_8)
        .replace("\\\"", "`")
        .replace('"', '\'');
  }

  private static NumberedRows answer(RowProtocol protocol, String body) throws IOException {
    return protocol.answer(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 2);
  }

  @Test
  void vertexHasAnInstanceAStudy() throws IOException {
    RowProtocol vertex = protocol("'protocol':'vertex','answer':'scores'");
    assertEquals(URI.create("http://x/m:predict"), vertex.address(URI.create("http://x/m")));
    assertEquals(
        "{'instances':[{'xray':[[[0.0,1.0]]],'report':'clear'},"
            + "{'xray':[[[2.0,3.0]]],'report':'a `b`'}]}",
        body(vertex));
    NumberedRows rows =
        answer(
            vertex,
            "{'predictions':[{'scores':[1,2]},{'scores':[3,4.5]}],'model':'m','modelVersionId':'7',"
                + "'deployedModelId':'9'}");
    assertArrayEquals(new float[] {3, 4.5f}, rows.rows().get(1));
    assertEquals("m 7 9", rows.model());
    assertArrayEquals(
        new float[] {2},
        answer(protocol("'protocol':'vertex'"), "{'predictions':[1,2]}").rows().get(1));
  }

  @Test
  void aTemplateIsWrittenAsItStands() throws IOException {
    RowProtocol json =
        protocol(
            "'protocol':'json','answer':'/data/scores','request':"
                + "{'texts':'{captions}','options':{'k':[1,true]},'x':['{images}']}");
    assertEquals(URI.create("http://x/m"), json.address(URI.create("http://x/m")));
    assertEquals(
        "{'texts':['clear','a `b`'],'options':{'k':[1,true]},'x':[[[[[0.0,1.0]]],[[[2.0,3.0]]]]]}",
        body(json));
    assertArrayEquals(
        new float[] {0.5f}, answer(json, "{'data':{'scores':[0.25,0.5]}}").rows().get(1));
  }

  @Test
  void openInferenceNamesTensorVersionAndOutput() throws IOException {
    RowProtocol v2 = protocol("'answer':'scores','version':'3'");
    assertEquals(URI.create("http://x/m/versions/3/infer"), v2.address(URI.create("http://x/m")));
    NumberedRows rows =
        answer(
            v2,
            "{'model_name':'cxr','model_version':'3','outputs':[{'name':'other','data':[0]},"
                + "{'name':'scores','shape':[2,2],'data':[[1,2],[3,4]]}]}");
    assertArrayEquals(new float[] {3, 4}, rows.rows().get(1));
    assertEquals("cxr 3", rows.model());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'batch':1                                     | {'outputs':[]}                       | 0 tensors",
        "'answer':'a'                                  | {'outputs':[{'name':'b'}]}           | no tensor \"a\"",
        "'batch':1 | {'outputs':[{'name':'a','shape':[2,2],'data':[1,2]}]} | a tensor of 4 numbers with 2 in it",
        "'batch':1 | {'outputs':[{'name':'a','shape':[4,1],'data':[1,2,3,4]}]} | 4 rows for 2 studies",
        "'batch':1 | {'outputs':[{'name':'a','datatype':'INT64','shape':[2,1],'data':[1,0]}]} | another type than",
        "'protocol':'vertex'                           | {'predictions':[[1],[1,2]]}          | rows of 1 and of 2",
        "'protocol':'vertex'                           | {'predictions':[[1]]}                | 1 rows for 2 studies",
        "'protocol':'vertex'                           | {'predictions':['word',1]}           | no number",
        "'protocol':'json','request':{},'answer':'/a'  | {'b':[1,2]}                          | no rows",
      })
  void anAnswerOfAnotherShapeIsSaid(String http, String body, String said) throws IOException {
    RowProtocol protocol = protocol(http);
    String message =
        assertThrows(MalformedAnswerException.class, () -> answer(protocol, body)).getMessage();
    assertTrue(message.contains(said), message);
    assertFalse(message.contains("word"), message);
  }
}
