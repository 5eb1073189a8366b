package io.gauntlet.model.train;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/** Keeps a training at the end of each epoch, so that one that was stopped goes on from there. */
public interface TrainingCheckpoint {

  /** Keeps nothing. */
  TrainingCheckpoint NONE =
      new TrainingCheckpoint() {
        @Override
        public Optional<TrainingState> restore(SortedMap<String, NDArray> tensors) {
          return Optional.empty();
        }

        @Override
        public void save(TrainingState state, SortedMap<String, NDArray> tensors) {}

        @Override
        public String describe() {
          return "none is kept";
        }
      };

  /**
   * Sets the tensors to the last whole checkpoint of this very training, if there is one; else
   * leaves them as they are.
   */
  Optional<TrainingState> restore(SortedMap<String, NDArray> tensors) throws IOException;

  /** Keeps a state in the place of the one before. */
  void save(TrainingState state, SortedMap<String, NDArray> tensors) throws IOException;

  /** The last checkpoint, for errors. */
  String describe();
}
