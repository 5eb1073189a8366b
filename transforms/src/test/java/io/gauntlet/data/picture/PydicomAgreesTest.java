package io.gauntlet.data.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import io.gauntlet.PythonPeer;
import io.gauntlet.data.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** pydicom and Pillow come to the same grey values for pictures that they wrote. */
@Tag("peers")
class PydicomAgreesTest {
  @TempDir private Path folder;

  @Test
  void everyValueAgrees() throws IOException, InterruptedException {
    List<String> lines =
        PythonPeer.with(
                "numpy==2.4.6",
                "pillow==13.0.0",
                "pydicom==3.0.2",
                "imagecodecs==2026.3.6",
                "pylibjpeg==2.1.0",
                "pylibjpeg-libjpeg==2.5.0",
                "pylibjpeg-openjpeg==2.6.0")
            .run("make_pictures.py", folder)
            .lines()
            .toList();
    assertEquals(91, lines.size(), lines.toString());
    for (String line : lines) {
      List<String> words = Splitter.on(' ').splitToList(line);
      try (InputStream file = Files.newInputStream(folder.resolve(words.get(0)))) {
        Pixels ours = Pictures.read(file, words.get(0));
        assertEquals(Integer.parseInt(words.get(1)), ours.height(), line);
        assertEquals(Integer.parseInt(words.get(2)), ours.width(), line);
        assertAgree(line, ours.toArray(), Double.parseDouble(words.get(3)));
      }
    }
  }

  private void assertAgree(String line, float[] ours, double within) throws IOException {
    Path values = folder.resolve(Splitter.on(' ').splitToList(line).get(0) + ".f64");
    DoubleBuffer theirs = ByteBuffer.wrap(Files.readAllBytes(values)).asDoubleBuffer();
    assertEquals(theirs.remaining(), ours.length, line);
    for (float value : ours) {
      double other = theirs.get();
      assertTrue(Math.abs(value - other) <= within, line + ": " + value + " and " + other);
    }
  }
}
