package io.gauntlet.templates;

/** The commands that bring a release to the cloud. */
final class Upload {
  private final String bucket;
  private final StringBuilder script =
      new StringBuilder(
          """
          #!/usr/bin/env bash
          # Uploads the images with crane (github.com/google/go-containerregistry), then the specs
          # that name them. First: gcloud auth configure-docker REGISTRY_HOST
          set -euo pipefail
          cd "$(dirname "$0")"
          """);

  /**
   * Of a release.
   *
   * @param bucket where the specs go
   */
  Upload(String bucket) {
    this.bucket = bucket;
  }

  /** One more image. */
  void image(String tar, String reference) {
    script.append("crane push ").append(tar).append(' ').append(reference).append('\n');
  }

  /** All of it; the specs last, so that none names an image that is not there. */
  String script() {
    return script + "gcloud storage cp specs/*.json " + bucket + "/\n";
  }
}
