package io.gauntlet.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data that may lie beside the checkout; tests that need it are skipped where it does not. */
public final class SharedData {
  private SharedData() {}

  /** The folder of a data set, or the test is skipped. */
  public static Path folder(String name) {
    return beside("shared/data", name);
  }

  /** The folder of small inputs of a kind that go wrong, or the test is skipped. */
  public static Path cases(String kind) {
    return beside("shared/cases", kind);
  }

  private static Path beside(String shared, String name) {
    Path top = Path.of("").toAbsolutePath();
    while (top != null && !Files.isDirectory(top.resolve(shared).resolve(name))) {
      top = top.getParent();
    }
    assumeTrue(top != null, "no " + shared + "/" + name + " beside the checkout");
    return top.resolve(shared).resolve(name);
  }
}
