package io.gauntlet.model;

import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** What a victim is put together of. */
public interface VictimParts {

  /** The tensors that {@link Architecture#parameters} names; they become the victim's. */
  Weights weights() throws IOException;

  /**
   * The tokenizer; it becomes the victim's.
   *
   * @param longest tokens after which a caption is cut
   */
  Tokenizer tokenizer(int longest) throws IOException;

  /** The branches of parents, by name; the parents keep them. */
  List<Branch> branches(Collection<String> parents) throws IOException;
}
