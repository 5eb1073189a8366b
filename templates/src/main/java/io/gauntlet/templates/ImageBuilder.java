package io.gauntlet.templates;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Builds images as tars, without a Docker engine; the same bytes for the same content. */
final class ImageBuilder {
  private final Path cache;

  /**
   * A builder.
   *
   * @param cache where layers are kept between builds
   */
  ImageBuilder(Path cache) {
    this.cache = cache;
  }

  /**
   * Builds.
   *
   * @param reference the image's full name, which the tar holds
   * @return the image's digest
   * @throws IOException when the base cannot be fetched or the tar not written
   */
  String build(ImagePlan plan, String reference, Path tar) throws IOException {
    try {
      JibContainerBuilder image =
          plan.base().equals(ImagePlan.SCRATCH) ? Jib.fromScratch() : Jib.from(plan.base());
      image.setUser(plan.user()).setEnvironment(plan.environment());
      plan.layers().forEach(image::addFileEntriesLayer);
      JibContainer built =
          image.containerize(
              Containerizer.to(TarImage.at(tar).named(reference))
                  .setToolName("gauntlet")
                  .setBaseImageLayersCache(cache)
                  .setApplicationLayersCache(cache)
                  .setAllowInsecureRegistries(false));
      return built.getDigest().toString();
    } catch (InvalidImageReferenceException | CacheDirectoryCreationException e) {
      throw new IOException(plan.name() + ": " + e.getMessage(), e);
    } catch (RegistryException | ExecutionException e) {
      throw new IOException(
          plan.name() + ": the base " + plan.base() + " cannot be had: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(plan.name() + ": interrupted", e);
    }
  }
}
