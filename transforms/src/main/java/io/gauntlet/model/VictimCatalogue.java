package io.gauntlet.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.config.VictimConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The kinds of victims that users may bring: those whose {@link VictimProvider} a class loader
 * finds. Immutable, and never sent anywhere: a worker makes it again with the class loader that it
 * has, in which staged jars are.
 */
public final class VictimCatalogue {
  private final ImmutableList<VictimProvider> providers;

  private VictimCatalogue(ImmutableList<VictimProvider> providers) {
    this.providers = providers;
  }

  /** The kinds of the context class loader. */
  public static VictimCatalogue load() {
    return of(Thread.currentThread().getContextClassLoader());
  }

  /** The kinds that a class loader finds. */
  public static VictimCatalogue of(ClassLoader loader) {
    return new VictimCatalogue(
        ImmutableList.copyOf(ServiceLoader.load(VictimProvider.class, loader)));
  }

  /** Whether a folder is that of a victim that a user brings. */
  boolean describes(CheckpointFiles folder) throws IOException {
    return isOwn(VictimConfig.in(folder));
  }

  private Optional<VictimProvider> provider(JsonNode config) {
    return providers.stream().filter(provider -> config.has(provider.key())).findFirst();
  }

  /**
   * The victim in a folder.
   *
   * @throws java.io.FileNotFoundException when the folder has neither {@code victim.yaml} nor
   *     {@code config.json}
   * @throws IOException when that is wrong, or of a kind that nobody provides
   */
  public OwnVictim in(CheckpointFiles folder) throws IOException {
    return own(folder, VictimConfig.in(folder));
  }

  /**
   * The victim in a folder where a user brought it; empty where it was trained here.
   *
   * @throws IOException when its description is wrong, or of a kind that nobody provides
   */
  Optional<OwnVictim> find(CheckpointFiles folder) throws IOException {
    VictimConfig config = VictimConfig.in(folder);
    return isOwn(config) ? Optional.of(own(folder, config)) : Optional.empty();
  }

  private boolean isOwn(VictimConfig config) {
    return config.isYaml() || provider(config.tree()).isPresent();
  }

  private OwnVictim own(CheckpointFiles folder, VictimConfig config) throws IOException {
    VictimProvider provider =
        provider(config.tree())
            .orElseThrow(
                () ->
                    new IOException(
                        "%s says no kind of victim; one of these keys does: %s"
                            .formatted(
                                config.source(),
                                providers.stream().map(VictimProvider::key).toList())));
    return OwnVictim.of(folder, config.source(), config.tree(), provider);
  }
}
