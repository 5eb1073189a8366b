package io.gauntlet.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictTest {
  private static final Map<String, Object> NETWORK = Map.of("conv.weight", new float[] {1, 2, 3});
  private static final Map<String, Object> OTHER = Map.of("fc.weight", new float[] {4, 5});
  private static final float[] FIGURE = {92.5f};

  private static Map<Object, Object> dictionary(Object... pairs) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      dictionary.put(pairs[i], pairs[i + 1]);
    }
    return dictionary;
  }

  private static Map<Object, Object> optimizer() {
    Map<Object, Object> moments = dictionary("step", FIGURE, "exp_avg", new float[] {1, 2, 3});
    return dictionary("state", dictionary(0, moments), "param_groups", dictionary("lr", 1));
  }

  private static Set<String> names(Map<?, ?> file) throws IOException {
    MemoryFiles folder = new MemoryFiles().with("a.pth.tar", TorchFiles.zip(file));
    String name = Checkpoints.find(folder);
    try (Checkpoint checkpoint = Checkpoints.open(folder, name)) {
      for (String tensor : checkpoint.tensors().keySet()) {
        checkpoint.read(tensor);
      }
      return checkpoint.tensors().keySet();
    }
  }

  private static String refused(Map<?, ?> file) {
    return assertThrows(IOException.class, () -> names(file)).getMessage();
  }

  /** PyTorch's ImageNet example keeps the best accuracy as a tensor beside the state dict. */
  @ParameterizedTest
  @ValueSource(strings = {"state_dict", "model_state_dict", "model", "net", "module", "network"})
  void isFoundBesideOtherTensors(String wrapper) throws IOException {
    Map<Object, Object> file =
        dictionary(
            "epoch",
            90,
            "arch",
            "resnet18",
            wrapper,
            NETWORK,
            "best_acc1",
            FIGURE,
            "class_weights",
            new float[] {0.2f, 0.8f},
            "optimizer",
            optimizer(),
            "scheduler",
            null);
    assertEquals(NETWORK.keySet(), names(file));
  }

  @Test
  void isFoundInADictionaryOfADictionary() throws IOException {
    assertEquals(
        NETWORK.keySet(),
        names(dictionary("model", dictionary("state_dict", NETWORK, "epoch", 3))));
  }

  @Test
  void isFoundUnderANameOfItsOwnWhereItIsTheOnlyOne() throws IOException {
    assertEquals(
        NETWORK.keySet(),
        names(dictionary("best", FIGURE, "generator", NETWORK, "opt", optimizer())));
  }

  @Test
  void ofTwoNoneIsTaken() {
    String message = refused(dictionary("netG", NETWORK, "netD", OTHER));
    assertTrue(message.contains("several state dicts, [netG, netD]; save"), message);
    message = refused(dictionary("state_dict", NETWORK, "state_dict_ema", OTHER));
    assertTrue(message.contains("several state dicts, [state_dict, state_dict_ema]"), message);
    message = refused(dictionary("model", dictionary("ema", NETWORK, "net", OTHER)));
    assertTrue(message.contains("several state dicts, [model.ema, model.net]"), message);
  }

  @Test
  void anOptimizerIsNone() {
    String message = refused(dictionary("optimizer", optimizer(), "epoch", 3));
    assertTrue(message.contains("a dictionary with [optimizer, epoch] and no tensors"), message);
  }

  @Test
  void ofManyKeysAFewAreSaid() {
    Map<Object, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("key" + i, i);
    }
    assertTrue(refused(many).length() < 400);
  }

  @Test
  void valuesAreThoseOfTheStateDict() throws IOException {
    MemoryFiles folder =
        new MemoryFiles().with("a.pt", TorchFiles.zip(dictionary("net", NETWORK, "x", FIGURE)));
    try (Checkpoint checkpoint = Checkpoints.open(folder, "a.pt")) {
      assertArrayEquals(new float[] {1, 2, 3}, checkpoint.read("conv.weight"));
    }
  }

  /** Two of one name are two answers: which one is read differs between readers of archives. */
  @Test
  void anArchiveWithTwoFilesOfANameIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (String contents : new String[] {"first", "second"}) {
        zip.putArchiveEntry(new ZipArchiveEntry("a/data.pkl"));
        zip.write(contents.getBytes(StandardCharsets.US_ASCII));
        zip.closeArchiveEntry();
      }
    }
    MemoryFiles folder = new MemoryFiles().with("a.pt", bytes.toByteArray());
    String message =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, "a.pt").close())
            .getMessage();
    assertTrue(message.contains("holds two files a/data.pkl"), message);
  }
}
