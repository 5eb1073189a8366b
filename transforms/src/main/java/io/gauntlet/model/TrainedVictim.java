package io.gauntlet.model;

import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;
import java.util.Optional;

/** A victim that is trained here and kept in a {@link ModelFolder}. */
public sealed interface TrainedVictim extends Victim permits NetworkVictim, DecisionFusion {

  /** What it is made of. */
  Architecture architecture();

  @Override
  default List<String> classNames() {
    return architecture().classes();
  }

  /** The same victim, deciding elsewhere; it takes over what this one owns. */
  TrainedVictim at(OperatingPoint point);

  @Override
  default Optional<TrainedVictim> trained() {
    return Optional.of(this);
  }

  /** Itself where it has networks, which can be trained further; empty where it fuses others. */
  default Optional<NetworkVictim> network() {
    return Optional.empty();
  }

  /** Its own tensors; empty where nothing is trained. */
  Optional<Weights> ownWeights();

  /** Its own tokenizer; empty where it has no text encoder of its own. */
  Optional<Tokenizer> ownTokenizer();
}
