package io.gauntlet.pipelines.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.VerdictFiles;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sends what a finished run left in its folder to a server: the figures, the verdict if it is on
 * these outcomes, and the files that hold no word and no image of a patient. {@code report.html}
 * and {@code outcomes/}, which do, never go.
 */
public final class RunPosting {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VERDICTS =
      List.of(VerdictFiles.JSON, VerdictFiles.SARIF, VerdictFiles.JUNIT);

  private final ResultSink sink;
  private final PostRequest request;

  private RunPosting(PostRequest request, ResultSink sink) {
    this.request = request;
    this.sink = sink;
  }

  /**
   * To the server that is asked for.
   *
   * @param environment which has the credentials
   */
  public static RunPosting to(PostRequest request, Map<String, String> environment) {
    return new RunPosting(
        request, new MlflowSink(MlflowClient.of(request.server(), environment), environment));
  }

  /**
   * Sends a run that has ended, where that is asked for.
   *
   * @param out for where it is
   * @throws IOException when it could not be sent, with a line that says why and how to try again
   */
  public static void after(Optional<PostRequest> request, RunLayout layout, PrintStream out)
      throws IOException {
    if (request.isPresent()) {
      out.println(to(request.get(), System.getenv()).post(layout));
    }
  }

  /**
   * Sends a run.
   *
   * @return what a user is told
   * @throws IOException when it could not be sent, with a line that says why and how to try again
   */
  public String post(RunLayout layout) throws IOException {
    PostedRun run = read(layout);
    try {
      return sink.send(run);
    } catch (IOException e) {
      throw new IOException(
          "--post: %s; nothing is lost: gauntlet report --output=%s --post=%s sends it again"
              .formatted(e.getMessage(), layout.folder(), request),
          e);
    }
  }

  private static PostedRun read(RunLayout layout) throws IOException {
    RunFiles files = new RunFiles(layout.folder());
    String file = RunFolder.FILE;
    JsonNode run;
    try {
      run = JSON.readTree(files.read(file));
    } catch (FileNotFoundException e) {
      file = AttackStage.FILE;
      run = JSON.readTree(files.read(file));
    }
    String manifest =
        RunManifest.in(run)
            .orElseThrow(
                () ->
                    new IOException(
                        "--post: %s has no manifest, which tells runs apart; call the run again"
                            .formatted(layout.folder())))
            .digest();
    Optional<Verdict> verdict = verdict(layout, manifest);
    ImmutableList.Builder<PostedFile> posted = ImmutableList.builder();
    posted.add(new PostedFile(file, files.read(file)));
    posted.add(new PostedFile(WriteReport.SCORECARD, scorecard(files, layout)));
    if (verdict.isPresent()) {
      for (String name : VERDICTS) {
        add(posted, files, name);
      }
    }
    SortedMap<String, String> tags = new TreeMap<>();
    tags.put("gauntlet.folder", layout.folder());
    tags.put("gauntlet.manifest", manifest);
    verdict.ifPresent(judged -> tags.putAll(tags(judged)));
    return PostedRun.builder()
        .id(id(layout, manifest))
        .name(Location.of(layout.folder()).last())
        .seconds(run.at("/seconds/total").asDouble())
        .figures(RunFigures.of(ScoringStage.scorecard(layout), verdict))
        .options(ImmutableSortedMap.copyOf(texts(run.path("options"))))
        .tags(ImmutableSortedMap.copyOf(tags))
        .files(posted.build())
        .build();
  }

  private static byte[] scorecard(RunFiles files, RunLayout layout) throws IOException {
    try {
      return files.read(WriteReport.SCORECARD);
    } catch (FileNotFoundException e) {
      throw new IOException(
          "--post: %s has no %s; gauntlet report --output=%s makes it"
              .formatted(layout.folder(), WriteReport.SCORECARD, layout.folder()),
          e);
    }
  }

  /** The verdict on these outcomes; one on others, of a try before, is none. */
  private static Optional<Verdict> verdict(RunLayout layout, String manifest) throws IOException {
    try {
      return Optional.of(GateStage.verdict(layout, VerdictFiles.JSON))
          .filter(verdict -> verdict.manifest() == null || verdict.manifest().equals(manifest));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> tags(Verdict verdict) {
    return Map.of(
        "gauntlet.verdict",
        verdict.status().name(),
        "gauntlet.verdict.reference",
        Strings.nullToEmpty(verdict.reference()),
        "gauntlet.verdict.causes",
        verdict.causes().stream()
            .map(cause -> cause.code().name())
            .distinct()
            .collect(Collectors.joining(", ")));
  }

  private static void add(ImmutableList.Builder<PostedFile> posted, RunFiles files, String name)
      throws IOException {
    try {
      posted.add(new PostedFile(name, files.read(name)));
    } catch (FileNotFoundException e) {
      // A version before this one wrote the verdict in fewer forms.
    }
  }

  private static String id(RunLayout layout, String manifest) {
    return "sha256:"
        + Hashing.sha256().hashString(layout.folder() + "\n" + manifest, StandardCharsets.UTF_8);
  }

  private static Map<String, String> texts(JsonNode options) {
    Map<String, String> texts = new TreeMap<>();
    options.properties().forEach(option -> texts.put(option.getKey(), option.getValue().asText()));
    return texts;
  }
}
