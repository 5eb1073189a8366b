package io.gauntlet.model.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** How questions and answers are written. */
interface RowProtocol {

  /** Where questions go. */
  URI address(URI url);

  /** Where the server says which model it is; empty where it does not. */
  default Optional<URI> description(URI url) {
    return Optional.empty();
  }

  /** Whether answers say which model gave them. */
  default boolean namesModel() {
    return true;
  }

  /** A question as the body of a request. */
  byte[] body(Question question) throws IOException;

  /**
   * The answer.
   *
   * @param body of the response
   * @param studies that were asked about
   * @throws MalformedAnswerException when it is not what the protocol says
   */
  NumberedRows answer(byte[] body, int studies) throws MalformedAnswerException;
}
