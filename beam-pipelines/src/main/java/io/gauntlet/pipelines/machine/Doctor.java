package io.gauntlet.pipelines.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Looks at all that a run needs of the machine that it is on. */
public final class Doctor {
  private static final List<Function<Machine, Finding>> CHECKS =
      List.of(
          JavaChecks::version,
          JavaChecks::platform,
          JavaChecks::locale,
          HardwareChecks::memory,
          HardwareChecks::processor,
          FolderChecks::disk,
          FolderChecks::home,
          FolderChecks::temporary,
          FolderChecks::libraries,
          SettingChecks::allocator,
          SettingChecks::threads,
          SettingChecks::runners);

  private Doctor() {}

  /** What is found here, PyTorch last, and only where its libraries have a place. */
  public static List<Finding> look() {
    List<Finding> findings = new ArrayList<>(look(Machine.here()));
    if (findings.stream().noneMatch(finding -> finding.state() == Finding.State.MEND)) {
      findings.add(EngineCheck.look());
    }
    return findings;
  }

  /** All that is found of a machine without loading anything. */
  static List<Finding> look(Machine machine) {
    return CHECKS.stream().map(check -> check.apply(machine)).toList();
  }
}
