package io.gauntlet.pipelines.expansion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.beam.model.expansion.v1.ExpansionApi.DiscoverSchemaTransformRequest;
import org.apache.beam.model.expansion.v1.ExpansionApi.DiscoverSchemaTransformResponse;
import org.apache.beam.model.expansion.v1.ExpansionApi.ExpansionRequest;
import org.apache.beam.model.expansion.v1.ExpansionServiceGrpc;
import org.apache.beam.model.pipeline.v1.RunnerApi.FunctionSpec;
import org.apache.beam.model.pipeline.v1.RunnerApi.PTransform;
import org.apache.beam.model.pipeline.v1.SchemaApi;
import org.apache.beam.sdk.expansion.service.ExpansionServiceOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannel;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpansionServerTest {
  private static final List<String> NAMES =
      List.of("join_studies", "split_studies", "train_victims", "attack_studies", "score_outcomes");

  @TempDir private Path folder;

  @Test
  void everyFieldIsDescribedInSnakeCaseAndAFailureIsASentence() throws Exception {
    ExpansionServiceOptions options =
        PipelineOptionsFactory.create().as(ExpansionServiceOptions.class);
    try (ExpansionServer server = ExpansionServer.start(0, options, stack -> "a sentence")) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress(
                  InetAddress.getLoopbackAddress().getHostAddress(), server.port())
              .usePlaintext()
              .build();
      try {
        ExpansionServiceGrpc.ExpansionServiceBlockingStub client =
            ExpansionServiceGrpc.newBlockingStub(channel);
        DiscoverSchemaTransformResponse discovered =
            client.discoverSchemaTransform(DiscoverSchemaTransformRequest.getDefaultInstance());
        int fields = 0;
        for (String name : NAMES) {
          SchemaApi.Schema schema =
              discovered
                  .getSchemaTransformConfigsOrThrow(
                      "beam:schematransform:io.gauntlet:" + name + ":v1")
                  .getConfigSchema();
          for (SchemaApi.Field field : schema.getFieldsList()) {
            assertTrue(field.getName().matches("[a-z]+(_[a-z]+)*"), name + " " + field.getName());
            assertFalse(field.getDescription().isEmpty(), name + " " + field.getName());
            assertFalse(field.getDescription().contains("--"), field.getDescription());
            fields++;
          }
        }
        assertTrue(fields > 50, "fields: " + fields);
        assertEquals("a sentence", client.expand(unknown()).getError());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static ExpansionRequest unknown() {
    return ExpansionRequest.newBuilder()
        .setNamespace("here")
        .setTransform(
            PTransform.newBuilder()
                .setUniqueName("unknown")
                .setSpec(FunctionSpec.newBuilder().setUrn("there:is:none")))
        .build();
  }

  @Test
  void aJarNamesWhatStartsItAndAllOfTheClassPath() throws Exception {
    Path jar = folder.resolve("expansion.jar");
    PathJar.write(jar, ExpansionServerTest.class, folder + ":/jars/with space.jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes attributes = file.getManifest().getMainAttributes();
      assertEquals(
          ExpansionServerTest.class.getName(), attributes.getValue(Attributes.Name.MAIN_CLASS));
      assertEquals(
          folder.toUri() + " file:///jars/with%20space.jar",
          attributes.getValue(Attributes.Name.CLASS_PATH));
    }
  }
}
