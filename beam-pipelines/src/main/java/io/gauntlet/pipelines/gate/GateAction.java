package io.gauntlet.pipelines.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.request.VerdictFormat;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.PolicyWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** What a gate is asked to do. */
public sealed interface GateAction {
  /** Exit status of what decides nothing. */
  int DONE = 0;

  /**
   * Does it, on this machine.
   *
   * @param options of Beam's runner
   * @param out for what the user asked to see
   * @return the exit status
   * @throws UsageException when what is named is not there
   */
  int run(PipelineOptions options, PrintStream out) throws IOException;

  /** Print the built-in policy. */
  record PrintPolicy() implements GateAction {
    @Override
    public int run(PipelineOptions options, PrintStream out) {
      out.print(PolicyWriter.write(GatePolicy.standard()));
      return DONE;
    }
  }

  /**
   * Make a run the reference.
   *
   * @param reference folder that runs are accepted into
   * @param run that is accepted
   */
  record Accept(String reference, String run) implements GateAction {
    @Override
    public int run(PipelineOptions options, PrintStream out) throws IOException {
      References.accept(this, out);
      return DONE;
    }
  }

  /**
   * Make a run the first reference, with a policy beside it.
   *
   * @param reference folder that runs are accepted into
   * @param run that is accepted
   * @param policy with which the proposal begins
   */
  record First(String reference, String run, GatePolicy policy) implements GateAction {
    @Override
    public int run(PipelineOptions options, PrintStream out) throws IOException {
      References.first(options, this, out);
      return DONE;
    }
  }

  /**
   * Say what a cohort can decide.
   *
   * @param reference folder of a run, or one that runs are accepted into
   * @param policy that is planned for; empty for that beside the reference
   */
  record Plan(String reference, Optional<GatePolicy> policy) implements GateAction {
    @Override
    public int run(PipelineOptions options, PrintStream out) throws IOException {
      new GatePlan(options, out).print(this);
      return DONE;
    }
  }

  /**
   * Hold a candidate against the reference.
   *
   * @param reference folder of a run, or one that runs are accepted into
   * @param candidate folder of the run that is judged
   * @param policy by which it is decided; empty for that beside the reference
   * @param format in which the verdict is printed
   * @param asking what is done where the reference was asked something else
   * @param promotion what a candidate that passes becomes
   * @param history folder to which the night is added; empty for none
   * @param post server that gets the verdict; empty for none
   */
  record Compare(
      String reference,
      String candidate,
      Optional<GatePolicy> policy,
      VerdictFormat format,
      Asking asking,
      Promotion promotion,
      Optional<String> history,
      Optional<PostRequest> post)
      implements GateAction {
    @Override
    public int run(PipelineOptions options, PrintStream out) throws IOException {
      return new GateComparison(options, out).run(this);
    }
  }

  /** What is done where the reference was asked something else than the candidate. */
  sealed interface Asking {
    /**
     * The two are not compared.
     *
     * @param remedy options of the gate that makes them comparable
     */
    record AsItWas(ImmutableList<String> remedy) implements Asking {}

    /** The models of the reference are attacked as the candidate was. */
    record AsTheCandidate() implements Asking {}
  }

  /** What a candidate that passes becomes. */
  enum Promotion {
    /** Nothing changes. */
    NONE,
    /** It becomes current. */
    CURRENT
  }
}
