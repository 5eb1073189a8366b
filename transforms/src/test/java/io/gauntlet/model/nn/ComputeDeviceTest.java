package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {

  @ParameterizedTest
  @CsvSource({
    "auto, 0, cpu, -1",
    "auto, 2, gpu, 0",
    "cpu, 2, cpu, -1",
    "gpu, 1, gpu, 0",
    "gpu:1, 2, gpu, 1",
  })
  void isChosenByWhatIsThere(String asked, int gpus, String type, int number) {
    assertEquals(Device.of(type, number), new ComputeDevice(asked).resolve(gpus));
  }

  @ParameterizedTest
  @CsvSource({"gpu, 0", "gpu:1, 1", "gpu:0, 0"})
  void aGpuThatIsNotThereIsNamedWithTheRemedy(String asked, int gpus) {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> new ComputeDevice(asked).resolve(gpus));
    assertTrue(
        error
            .getMessage()
            .startsWith("the device " + asked + " is not there: PyTorch sees " + gpus),
        error.getMessage());
    assertTrue(error.getMessage().contains("give auto or cpu"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GPU", "cuda", "gpu:", "gpu:x", "gpu:-1", "cpu:0"})
  void anotherFormIsRefused(String asked) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new ComputeDevice(asked));
    assertTrue(error.getMessage().contains("give auto, cpu, gpu or gpu:N"), error.getMessage());
  }

  @Test
  void theEngineOfThisProcessAnswers() {
    assertTrue(ComputeDevice.AUTO.resolve().isGpu() || !new ComputeDevice("cpu").resolve().isGpu());
  }
}
