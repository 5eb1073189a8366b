package io.gauntlet.pipelines.local;

/** Where the progress of a run is shown. Its calls come one at a time. */
interface ProgressDisplay extends AutoCloseable {

  /** Shows a stage that has begun or gone on. */
  void show(StageState stage);

  /** Shows that a stage has ended; called once for each that does. */
  void end(StageState stage);

  /** Shows no more. */
  @Override
  void close();
}
