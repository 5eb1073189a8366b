package io.gauntlet.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A victim that the user brings: a folder with a {@code config.json}, which has the victim's {@code
 * name} and the key of the {@link VictimProvider} that opens it, such as {@code torchscript}, and may
 * have the {@code threshold} of its {@link OperatingPoint}.
 */
public final class OwnVictim {
  private static final String CONFIG = "config.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** The names that trained victims have unless a user names them. */
  private static final Set<String> BUILT_IN =
      Set.of("image", "text", "early-fusion", "late-fusion", "ensemble");

  private final CheckpointFiles folder;
  private final JsonNode config;
  private final VictimProvider provider;

  private OwnVictim(CheckpointFiles folder, JsonNode config, VictimProvider provider) {
    this.folder = folder;
    this.config = config;
    this.provider = provider;
  }

  /** Whether a folder's {@code config.json} is that of a victim that a user brings. */
  static boolean describes(byte[] config) throws IOException {
    return provider(JSON.readTree(config)).isPresent();
  }

  private static List<VictimProvider> providers() {
    return ServiceLoader.load(VictimProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static Optional<VictimProvider> provider(JsonNode config) {
    return providers().stream().filter(provider -> config.has(provider.key())).findFirst();
  }

  /**
   * The victim in a folder.
   *
   * @throws java.io.FileNotFoundException when the folder has no {@code config.json}
   * @throws IOException when that is wrong, or of a kind that nobody provides
   */
  public static OwnVictim in(CheckpointFiles folder) throws IOException {
    String source = folder.describe(CONFIG);
    JsonNode config;
    try (InputStream stream = Channels.newInputStream(folder.open(CONFIG))) {
      config = JSON.readTree(stream);
    } catch (JsonProcessingException e) {
      throw new IOException(source + ": " + e.getOriginalMessage(), e);
    }
    VictimProvider provider =
        provider(config)
            .orElseThrow(
                () ->
                    new IOException(
                        "%s says no kind of victim; one of these keys does: %s"
                            .formatted(
                                source, providers().stream().map(VictimProvider::key).toList())));
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
    if (BUILT_IN.contains(name())) {
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

  /** Its identity: {@code sha256:} and 64 hexadecimal digits. */
  public String digest() throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(JSON.writeValueAsString(config), StandardCharsets.UTF_8);
    for (String file : provider.files(ownPart())) {
      try (InputStream stream = Channels.newInputStream(folder.open(file))) {
        stream.transferTo(Funnels.asOutputStream(hasher));
      }
    }
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
    String found = digest();
    if (!found.equals(digest)) {
      throw new IOException("the folder holds %s, not %s".formatted(found, digest));
    }
    OperatingPoint point = ThresholdField.of(config);
    Victim victim = provider.open(manager, folder, ownPart());
    return point.isHalf() ? victim : new VictimAtPoint(victim, point);
  }
}
