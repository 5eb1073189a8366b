package io.gauntlet.templates;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image, before it is built: what is laid over its base.
 *
 * @param name of the image in the registry
 * @param base image that it starts from; {@value #SCRATCH} for none
 * @param user that its programs run as, as {@code UID:GID}
 * @param environment variables by name
 * @param layers what changes least first
 */
record ImagePlan(
    String name,
    String base,
    String user,
    Map<String, String> environment,
    List<FileEntriesLayer> layers) {
  static final String SCRATCH = "scratch";

  /** The command's own configuration keeps progress from the log, for it draws bars. */
  static final String LOGGING = "-Dlogback.configurationFile=logback-cloud.xml";

  static final String CPU_WORKER = "worker-cpu";
  static final String GPU_WORKER = "worker-gpu";
  static final String JARS = "/opt/gauntlet/lib/";
  static final String NATIVES = "/opt/gauntlet/libtorch/";

  ImagePlan {
    environment = Map.copyOf(environment);
    layers = List.copyOf(layers);
  }

  /** The name of the image that launches a template. */
  static String launcherName(Template template) {
    return "launcher-" + template.id();
  }

  /** An image's full name. */
  static String reference(String registry, String name, String tag) {
    return registry + "/" + name + ":" + tag;
  }

  /**
   * The image that builds a template's graph and submits it; without libtorch, which it needs not.
   */
  static ImagePlan launcher(Template template, Program program, String base, String user) {
    return new ImagePlan(
        launcherName(template),
        base,
        user,
        Map.of(
            "FLEX_TEMPLATE_JAVA_MAIN_CLASS",
            template.main().getName(),
            "FLEX_TEMPLATE_JAVA_CLASSPATH",
            JARS + "*",
            "JAVA_TOOL_OPTIONS",
            LOGGING),
        jarLayers(program));
  }

  /**
   * The image of workers: libtorch and its bridge lie in it, so that no worker unpacks or fetches
   * them. The jars come with each job.
   *
   * @param flavour of libtorch, such as {@code cpu} or {@code cu128}
   */
  static ImagePlan worker(
      String name,
      String base,
      String user,
      String flavour,
      String version,
      Map<String, Path> natives) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PYTORCH_LIBRARY_PATH", NATIVES.substring(0, NATIVES.length() - 1));
    environment.put("PYTORCH_VERSION", version);
    environment.put("PYTORCH_FLAVOR", flavour);
    environment.put("JAVA_TOOL_OPTIONS", LOGGING);
    environment.put("DJL_OFFLINE", "true");
    environment.put("DJL_CACHE_DIR", "/tmp/djl");
    // The allocator keeps what tensors free, which costs a third of the time otherwise.
    environment.put("MALLOC_TRIM_THRESHOLD_", "8589934592");
    environment.put("MALLOC_MMAP_THRESHOLD_", "8589934592");
    environment.put("MALLOC_TOP_PAD_", "268435456");
    environment.put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
    environment.put("OMP_NUM_THREADS", "1");
    if (name.equals(GPU_WORKER)) {
      // Where Dataflow mounts the driver that it installs.
      environment.put("LD_LIBRARY_PATH", "/usr/local/nvidia/lib64:" + NATIVES);
      environment.put("NVIDIA_DRIVER_CAPABILITIES", "compute,utility");
    }
    return new ImagePlan(
        name, base, user, environment, List.of(layer("natives", NATIVES, natives)));
  }

  private static List<FileEntriesLayer> jarLayers(Program program) {
    Map<String, Path> ours = new TreeMap<>(program.jars());
    ours.keySet().removeIf(jar -> !jar.startsWith("gauntlet-"));
    Map<String, Path> others = new TreeMap<>(program.jars());
    others.keySet().removeAll(ours.keySet());
    return List.of(layer("dependencies", JARS, others), layer("program", JARS, ours));
  }

  private static FileEntriesLayer layer(String name, String folder, Map<String, Path> files) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    new TreeMap<>(files)
        .forEach((file, path) -> layer.addEntry(path, AbsoluteUnixPath.get(folder + file)));
    return layer.build();
  }
}
