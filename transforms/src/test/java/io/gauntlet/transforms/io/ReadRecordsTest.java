package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import com.google.common.io.Resources;
import io.gauntlet.records.RecordReaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of records that is cut or altered is named: Avro's own errors say of none which it is. */
class ReadRecordsTest {
  @TempDir private Path folder;

  private byte[] whole;
  private Path file;

  @BeforeEach
  void readAWholeFile() throws IOException {
    whole =
        Resources.toByteArray(Resources.getResource(RecordReaders.class, "studies-a139576.avro"));
    file = folder.resolve("train-00000-of-00001.avro");
    Files.write(file, whole);
    read();
  }

  private void read() {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(ReadRecords.studies(new ShardedFiles(folder + "/train", 1)));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aCutFileIsNamed() throws IOException {
    for (int bytes : new int[] {0, 3, 20, whole.length / 2, whole.length - 40, whole.length - 1}) {
      System.err.println("CUT " + bytes);
      assertNamed(Arrays.copyOf(whole, bytes));
    }
  }

  @Test
  void aFileWithOtherBytesInItIsNamed() throws IOException {
    byte[] altered = whole.clone();
    Arrays.fill(altered, whole.length - 200, whole.length - 100, (byte) 0x7f);
    assertNamed(altered);
    assertNamed("uid,filename\n".getBytes(StandardCharsets.UTF_8));
  }

  private void assertNamed(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    String said =
        Throwables.getCausalChain(assertThrows(PipelineExecutionException.class, this::read))
            .toString();
    assertTrue(said.contains(file + " is cut or altered ("), bytes.length + " bytes: " + said);
    assertTrue(said.contains("; bring it back, or run again what wrote it"), said);
  }
}
