package io.gauntlet.pipelines.command;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas as the command prints them. */
public final class PrintedSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private PrintedSchemas() {}

  /**
   * How a file is not what its schema says; nothing where it is.
   *
   * @param of as in {@code schema --of}
   */
  public static List<String> errors(String of, Path file) throws IOException {
    ByteArrayOutputStream schema = new ByteArrayOutputStream();
    int status =
        new GauntletCommand(new PrintStream(schema, true, StandardCharsets.UTF_8), System.err)
            .run(List.of("schema", "--of=" + of));
    if (status != 0) {
      return List.of("there is no schema of " + of);
    }
    return REGISTRY
        .getSchema(schema.toString(StandardCharsets.UTF_8), InputFormat.JSON)
        .validate(Files.readString(file), InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }
}
