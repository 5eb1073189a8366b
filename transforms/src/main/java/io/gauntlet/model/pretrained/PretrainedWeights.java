package io.gauntlet.model.pretrained;

import ai.djl.ndarray.NDManager;
import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Quoted;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.checkpoint.RenamedCheckpoint;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weights of an encoder that others trained: a file of a folder, in any format that {@link
 * Checkpoints} reads.
 *
 * @param folder where the file is
 * @param file its name
 */
public record PretrainedWeights(CheckpointFiles folder, String file) {
  private static final Logger LOG = LoggerFactory.getLogger(PretrainedWeights.class);
  private static final int SHOWN = 6;

  /**
   * The weights of a folder.
   *
   * @throws IOException when there are none, or several
   */
  public static PretrainedWeights in(CheckpointFiles folder) throws IOException {
    return new PretrainedWeights(folder, Checkpoints.find(folder));
  }

  /**
   * Reads the tensors of an image network; a head that lies beside them is left out.
   *
   * @throws IOException when the file is damaged, or of another network
   */
  public Weights read(NDManager manager, ImageNetwork network) throws IOException {
    try (Checkpoint checkpoint = open(network)) {
      return Weights.read(manager, checkpoint, network.parameters());
    }
  }

  /**
   * Reads the tensors of an image network and keeps nothing; says in the log what is left out.
   *
   * @throws IOException when the file is damaged, of another network, or holds what no network
   *     computes with
   */
  public void check(ImageNetwork network) throws IOException {
    try (RenamedCheckpoint checkpoint = open(network)) {
      check(checkpoint, network.parameters());
    }
  }

  /**
   * Reads the tensors of a text encoder; pooler and heads that lie beside them are left out, but
   * for the head that fills gaps where the encoder keeps it.
   *
   * @throws IOException when the file is damaged, or of another network
   */
  public Weights read(NDManager manager, BertEncoder encoder) throws IOException {
    try (Checkpoint wanted = open(encoder)) {
      return Weights.read(manager, wanted, encoder.parameters());
    }
  }

  /**
   * Reads the tensors of a text encoder and keeps nothing; says in the log what is left out.
   *
   * @throws IOException when the file is damaged, of another network, or holds what no network
   *     computes with
   */
  public void check(BertEncoder encoder) throws IOException {
    try (RenamedCheckpoint wanted = open(encoder)) {
      check(wanted, encoder.parameters());
    }
  }

  private static void check(RenamedCheckpoint checkpoint, List<ParameterSpec> parameters)
      throws IOException {
    Weights.check(checkpoint, parameters);
    List<String> heads =
        checkpoint.leftOut().stream().filter(name -> !PublicNames.isCounter(name)).toList();
    if (!heads.isEmpty()) {
      LOG.warn(
          "{}: the tensors {} belong to no encoder and are left out; its head is trained anew",
          checkpoint.source(),
          Quoted.few(heads, SHOWN));
    }
  }

  /** Whether the file holds the head that filled gaps while BERT was pretrained. */
  public boolean fillsGaps() throws IOException {
    try (Checkpoint checkpoint = open(PublicNames.TEXT)) {
      return checkpoint.tensors().keySet().stream().anyMatch(PublicNames::isMaskedWords);
    }
  }

  private RenamedCheckpoint open(BertEncoder encoder) throws IOException {
    return open(
        name ->
            PublicNames.TEXT
                .ours(name)
                .filter(ours -> encoder.maskedWords() || !PublicNames.isMaskedWords(ours)));
  }

  private RenamedCheckpoint open(ImageNetwork network) throws IOException {
    return open(name -> PublicNames.IMAGE.ours(name, network::present));
  }

  private RenamedCheckpoint open(PublicNames names) throws IOException {
    return open(names::ours);
  }

  private RenamedCheckpoint open(Function<String, Optional<String>> names) throws IOException {
    Checkpoint checkpoint = Checkpoints.open(folder, file);
    try {
      return new RenamedCheckpoint(checkpoint, names);
    } catch (IOException | RuntimeException e) {
      checkpoint.close();
      throw e;
    }
  }

  /** The identity of what is read: {@code sha256:} and 64 hexadecimal digits. */
  public String digest() throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String part : Checkpoints.parts(folder, file)) {
      try (InputStream stream = Channels.newInputStream(folder.open(part))) {
        stream.transferTo(Funnels.asOutputStream(hasher));
      }
    }
    return "sha256:" + hasher.hash();
  }

  @Override
  public String toString() {
    return folder.describe(file);
  }
}
