package io.gauntlet.pipelines.post;

import java.io.IOException;

/** A server that remembers runs. */
interface ResultSink {

  /**
   * Sends a run. The same run sent again becomes no second one there; what changed since, such as
   * its verdict, is added.
   *
   * @return what a user is told: where it is, and what the server did not take
   * @throws IOException when it could not be sent, with a line that says why and the remedy
   */
  String send(PostedRun run) throws IOException;
}
