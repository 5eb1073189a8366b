package io.gauntlet.pipelines.machine;

import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Folders in which files are made, and libraries executed. */
final class FolderChecks {
  private static final double LEAST_FREE = 5e9;
  private static final String TEMPORARY = "java.io.tmpdir";

  private FolderChecks() {}

  static Finding temporary(Machine machine) {
    Path folder = Path.of(machine.property(TEMPORARY));
    String text = folder + " is the temporary folder";
    if (!Files.isWritable(folder)) {
      return Finding.mend(
          "temporary folder",
          text + " and cannot be written to",
          "name another by GAUNTLET_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
    }
    return NativeFolders.runs(folder)
        ? Finding.fine("temporary folder", text)
        : Finding.note(
            "temporary folder",
            text + ", and nothing in it may be executed",
            "nothing: libraries are unpacked elsewhere, as the next lines say");
  }

  static Finding home(Machine machine) {
    String home = machine.property("user.home");
    return !home.equals("?") && Files.isWritable(Path.of(home))
        ? Finding.fine("home", home + " can be written to")
        : Finding.note(
            "home",
            home + " cannot be written to",
            "nothing: what needs it is kept beside the program; MAVEN_USER_HOME=DIR names another"
                + " place for Maven's files");
  }

  static Finding libraries(Machine machine) {
    try {
      NativeFolders folders = new NativeFolders(machine.environment(), machine.properties());
      return Finding.fine("libraries", "are unpacked in " + folders.choose());
    } catch (UsageException e) {
      return Finding.mend(
          "libraries",
          "can be unpacked nowhere",
          NativeFolders.CACHE + "=DIR names a folder in which files can be made and executed");
    }
  }

  static Finding disk(Machine machine) {
    Path here = Path.of(machine.property("user.dir"));
    try {
      double free = Files.getFileStore(here).getUsableSpace();
      String text = String.format(Locale.ROOT, "%.0f GB are free in %s", free / 1e9, here);
      return free < LEAST_FREE
          ? Finding.note(
              "disk", text, "free some, or name an --output elsewhere: a run keeps its models")
          : Finding.fine("disk", text);
    } catch (IOException e) {
      return Finding.mend(
          "disk", here + " cannot be looked at", "call the command from a folder that is there");
    }
  }
}
