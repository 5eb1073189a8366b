package io.gauntlet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.gauntlet.data.SharedData;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.model.nn.BertNetwork;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.pretrained.PretrainedText;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our BERT with the weights of all-MiniLM-L6-v2 against ONNX Runtime on the same file. */
class BertNumericsTest {
  private static final double CLOSE = 1e-4;
  private static final int BATCH = 5;

  private static NDManager manager;
  private static PretrainedText miniLm;
  private static Weights weights;
  private static Tokenizer tokenizer;
  private static OrtSession session;

  @BeforeAll
  static void open() throws IOException, OrtException {
    manager = NDManager.newBaseManager();
    miniLm = PretrainedText.miniLm();
    weights = miniLm.read(manager);
    tokenizer = miniLm.tokenizer();
    try (InputStream onnx = BertNumericsTest.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      session = OrtEnvironment.getEnvironment().createSession(onnx.readAllBytes());
    }
  }

  @AfterAll
  static void close() throws OrtException {
    session.close();
    tokenizer.close();
    manager.close();
  }

  @Test
  void captionsOfAllLengthsAgreeAloneAndPadded() throws OrtException {
    List<String> captions = new ArrayList<>(List.of("", "normal", "no acute findings ."));
    for (int repeats : List.of(3, 20, 200)) {
      captions.add("mild cardiomegaly with a left pleural effusion . ".repeat(repeats));
    }
    assertEquals(2, tokenizer.encode("").length);
    assertEquals(512, tokenizer.encode(captions.get(5)).length);
    assertTrue(tokenizer.cuts(captions.get(5)));
    agree(captions);
  }

  @Test
  void fiftyRealCaptionsAgreeAloneAndPadded() throws IOException, OrtException {
    Path reports = SharedData.folder("iu").resolve("indiana_reports.csv");
    List<String> captions = new ArrayList<>();
    try (InputStream stream = Files.newInputStream(reports)) {
      IndianaTables.reports(
          new TableFile(stream, "reports", TableEncoding.UTF_8),
          TableRows.usable(row -> captions.add(row.text().caption())));
    }
    captions.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    List<String> fifty = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      fifty.add(captions.get(i * (captions.size() - 1) / 49));
    }
    agree(fifty);
  }

  private static void agree(List<String> captions) throws OrtException {
    double worst = 0;
    for (String caption : captions) {
      worst = Math.max(worst, difference(List.of(caption)));
    }
    for (int start = 0; start + BATCH <= captions.size(); start += BATCH) {
      worst = Math.max(worst, difference(captions.subList(start, start + BATCH)));
    }
    System.out.printf(
        "MiniLM against ONNX Runtime, %d captions alone and padded: largest difference %.2g%n",
        captions.size(), worst);
    assertTrue(worst <= CLOSE, "largest difference " + worst);
  }

  /** The largest difference of a hidden value of a token that is not a padding. */
  private static double difference(List<String> captions) throws OrtException {
    try (NDManager scope = manager.newSubManager()) {
      TokenBatch tokens = tokenizer.encode(scope, captions);
      BertNetwork network = new BertNetwork(miniLm.encoder(), weights);
      NDArray words = Gradients.without(() -> network.words(tokens.ids()));
      float[] ours = Gradients.without(() -> network.states(words, tokens.mask())).toFloatArray();
      float[] first = Gradients.without(() -> network.first(words, tokens.mask())).toFloatArray();
      int length = (int) tokens.ids().getShape().get(1);
      long[][] ids = rows(tokens.ids().toLongArray(), length);
      long[][] mask = rows(tokens.mask().toLongArray(), length);
      float[][][] theirs = onnx(ids, mask);
      double worst = 0;
      for (int row = 0; row < ids.length; row++) {
        for (int token = 0; token < length; token++) {
          float[] state = theirs[row][token];
          for (int i = 0; mask[row][token] == 1 && i < state.length; i++) {
            float our = ours[(row * length + token) * state.length + i];
            worst = Math.max(worst, Math.abs(our - state[i]));
          }
        }
        float[] state = theirs[row][0];
        for (int i = 0; i < state.length; i++) {
          worst = Math.max(worst, Math.abs(first[row * state.length + i] - state[i]));
        }
      }
      return worst;
    }
  }

  private static float[][][] onnx(long[][] ids, long[][] mask) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor inputIds = OnnxTensor.createTensor(environment, ids);
        OnnxTensor attentionMask = OnnxTensor.createTensor(environment, mask);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[ids.length][ids[0].length]);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", inputIds,
                    "attention_mask", attentionMask,
                    "token_type_ids", types))) {
      return (float[][][]) result.get(0).getValue();
    }
  }

  private static long[][] rows(long[] flat, int length) {
    long[][] rows = new long[flat.length / length][length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(flat, row * length, rows[row], 0, length);
    }
    return rows;
  }
}
