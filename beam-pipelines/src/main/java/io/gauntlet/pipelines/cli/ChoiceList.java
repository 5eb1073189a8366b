package io.gauntlet.pipelines.cli;

import java.util.List;

/** The names that an option takes, looked up when somebody asks; made without arguments. */
public interface ChoiceList {

  /** All of them, in the order in which people should read them. */
  List<Choice> choices();

  /** None: the names are in the annotation itself. */
  final class None implements ChoiceList {
    @Override
    public List<Choice> choices() {
      return List.of();
    }
  }
}
