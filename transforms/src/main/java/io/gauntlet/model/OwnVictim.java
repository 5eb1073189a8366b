package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.data.ThresholdField;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A victim that the user brings: a folder with a {@code config.json}, which has the victim's {@code
 * name} and the key of the {@link VictimProvider} that opens it, such as {@code torchscript}, and
 * may have the {@code threshold} of its {@link OperatingPoint}. A {@link VictimCatalogue} finds it.
 */
public final class OwnVictim {
  private static final Logger LOG = LoggerFactory.getLogger(OwnVictim.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final CheckpointFiles folder;
  private final JsonNode config;
  private final VictimProvider provider;

  private OwnVictim(CheckpointFiles folder, JsonNode config, VictimProvider provider) {
    this.folder = folder;
    this.config = config;
    this.provider = provider;
  }

  /**
   * The victim in a folder.
   *
   * @param source the folder's {@code config.json}, for errors
   * @throws IOException when the config is wrong
   */
  static OwnVictim of(
      CheckpointFiles folder, String source, JsonNode config, VictimProvider provider)
      throws IOException {
    OwnVictim victim = new OwnVictim(folder, config, provider);
    try {
      victim.check();
    } catch (IOException e) {
      throw new IOException(source + ": " + e.getMessage(), e);
    }
    return victim;
  }

  private void check() throws IOException {
    if (!isName(name())) {
      throw new IOException("name is the victim's name, of letters, digits, '.', '_' and '-'");
    }
    // Trained victims have these names unless a user gives them others.
    if (Arrays.stream(VictimKind.values()).anyMatch(kind -> kind.toString().equals(name()))) {
      throw new IOException("name '" + name() + "' is that of a built-in one");
    }
    ThresholdField.of(config);
    for (String file : provider.files(ownPart())) {
      if (!isName(file)) {
        throw new IOException("'" + file + "' is not the name of a file in the folder");
      }
    }
  }

  /** What of the config is its provider's to read. */
  private JsonNode ownPart() {
    return ThresholdField.without(config);
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Its name, as in outcomes and scorecards. */
  public String name() {
    return config.path("name").asText("");
  }

  /** What is known of it before it is opened; empty where its kind tells nothing. */
  public Optional<VictimProvider.Foreseen> foreseen() throws IOException {
    return provider.foreseen(ownPart());
  }

  /** Its identity: {@code sha256:} and 64 hexadecimal digits. */
  public String digest() throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(JSON.writeValueAsString(provider.deciding(config)), StandardCharsets.UTF_8);
    for (String file : provider.files(ownPart())) {
      try (InputStream stream = Channels.newInputStream(folder.open(file))) {
        stream.transferTo(Funnels.asOutputStream(hasher));
      }
    }
    // Nothing is added for those that are in their folder: their digests stay what they were.
    hasher.putString(provider.deployed(ownPart()), StandardCharsets.UTF_8);
    return "sha256:" + hasher.hash();
  }

  /**
   * Opens it.
   *
   * @param manager whose device it runs on
   * @param digest as in the reference to the folder
   * @throws IOException when a file is missing or another, or does not fit the config
   */
  public Victim open(NDManager manager, String digest) throws IOException {
    requireSame(digest);
    OperatingPoint point = ThresholdField.of(config);
    Victim victim = provider.open(manager, folder, ownPart());
    return point.isHalf() ? victim : new AtPoint(victim, point);
  }

  /** Of a server that is gone nobody can tell, and its victim gives no answers. */
  private void requireSame(String digest) throws IOException {
    try {
      String found = digest();
      if (!found.equals(digest)) {
        throw new IOException(
            provider.deployed(ownPart()).isEmpty()
                ? "the folder holds %s, not %s".formatted(found, digest)
                : "its server has another model than when the run began; attack one that stays");
      }
    } catch (UnansweredException e) {
      LOG.warn("{} is opened without answers: {}", name(), e.getMessage());
    }
  }

  /**
   * A victim that a user brings, with the operating point that its {@code config.json} gives it.
   *
   * @param victim owned
   */
  private record AtPoint(Victim victim, OperatingPoint operatingPoint) implements Victim.Wrapper {

    @Override
    public List<String> classNames() {
      return victim.classNames();
    }

    @Override
    public Victim forClasses(List<String> names) {
      Victim fitting = victim.forClasses(names);
      return fitting == victim ? this : new AtPoint(fitting, operatingPoint);
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return victim.fuse(embeddings);
    }

    @Override
    public NDArray logits(NDManager scope, StudyInputs studies) {
      return victim.logits(scope, studies);
    }

    @Override
    public void close() {
      victim.close();
    }
  }
}
