package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;

/**
 * Models that another run has trained, and that are attacked instead of training any.
 *
 * @param folder under which each has its own
 * @param names of the victims
 */
public record TrainedModels(String folder, ImmutableSortedSet<String> names) {

  /**
   * All finished models under a folder.
   *
   * @throws UsageException when one cannot be read
   */
  public static TrainedModels in(String folder) {
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    try {
      for (String model : ReadModels.finished(folder)) {
        names.add(ModelFolder.card(new RunFiles(model)).classifier());
      }
    } catch (IOException e) {
      throw new UsageException("--modelsFrom: " + folder + ": " + e.getMessage(), e);
    }
    return new TrainedModels(folder, names.build());
  }
}
