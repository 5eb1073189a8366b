package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.machine.Doctor;
import io.gauntlet.pipelines.machine.Finding;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet doctor}: what this machine lacks, and the remedy. */
final class DoctorCommand implements Command {

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String usage() {
    return "";
  }

  @Override
  public String summary() {
    return "Looks at this machine: what a run needs, and the remedy for what it lacks.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return PipelineOptions.class;
  }

  /** Where libraries can be unpacked nowhere, this is the command that says so. */
  @Override
  public void prepare() {}

  @Override
  public int run(List<String> arguments, PrintStream out) {
    CommandLineOptions.parse(PipelineOptions.class, arguments);
    List<Finding> findings = Doctor.look();
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-5s %-17s %s%n",
          finding.state().name().toLowerCase(Locale.ROOT),
          finding.what(),
          finding.text());
      if (!finding.remedy().isEmpty()) {
        out.printf(Locale.ROOT, "%-23s -> %s%n", "", finding.remedy());
      }
    }
    long mend = findings.stream().filter(each -> each.state() == Finding.State.MEND).count();
    out.println();
    out.println(
        mend == 0
            ? "A run can begin."
            : "%s to be mended before a run can begin."
                .formatted(mend == 1 ? "One thing is" : mend + " things are"));
    return mend == 0 ? DONE : FAILED;
  }
}
