package io.gauntlet.pipelines.request;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Sets;
import com.google.common.reflect.ClassPath;
import io.gauntlet.data.CommaList;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.cli.TemplateParameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;

class PathOptionsTest {

  private static List<OptionDescription> options() throws IOException {
    return ClassPath.from(PathOptionsTest.class.getClassLoader())
        .getTopLevelClassesRecursive("io.gauntlet.pipelines")
        .stream()
        .map(ClassPath.ClassInfo::load)
        .filter(PipelineOptions.class::isAssignableFrom)
        .flatMap(type -> OptionDescription.of(type.asSubclass(PipelineOptions.class)).stream())
        .toList();
  }

  private static boolean saysThatItIsAPath(OptionDescription option) {
    return option.help().matches("(Folders?|Files?) .*")
        || option
            .templateParameter()
            .filter(
                parameter ->
                    parameter.type().startsWith("GCS_")
                        || parameter.regex().contains(TemplateParameter.GCS_PATH))
            .isPresent();
  }

  @Test
  void everyOptionThatNamesAFileIsReadAsAPath() throws IOException {
    Set<String> said =
        options().stream()
            .filter(PathOptionsTest::saysThatItIsAPath)
            .map(OptionDescription::name)
            .collect(toCollection(TreeSet::new));
    assertTrue(
        said.containsAll(Set.of("output", "victims", "run", "referenceRun")), said::toString);
    assertEquals(Set.of(), Sets.difference(said, paths()));
  }

  @Test
  void everyNameIsThatOfAnOption() throws IOException {
    Set<String> names =
        options().stream().map(OptionDescription::name).collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), Sets.difference(paths(), names));
  }

  private static Set<String> paths() {
    return Sets.union(PathOptions.NAMES, PathOptions.LISTS);
  }

  @Test
  void aWordIsNoFileWhereItsOptionTakesItAlone() {
    assertEquals(
        List.of("--referenceRun=none", "--policyFile=standard", "--policy=default"),
        PathOptions.absolute(
            List.of("--referenceRun=none", "--policyFile=standard", "--policy=default"), Set.of()));
    assertEquals(
        List.of(
            "--output=" + Path.of("none").toAbsolutePath(),
            "--policy=" + Path.of("standard").toAbsolutePath()),
        PathOptions.absolute(List.of("--output=none", "--policy=standard"), Set.of()));
  }

  @Test
  void namesAreNoPathsWhereTheirOptionSaysSo() {
    assertEquals(
        List.of("--victims=image,text"),
        PathOptions.absolute(List.of("--victims=image,text"), Set.of("victims")));
  }

  @Test
  void pathsInListsMayHaveAnyNames() {
    String here = Path.of("").toAbsolutePath().toString();
    assertEquals(
        List.of(
            "--victims=" + here + "/a\\,b,/c=d: e",
            "--train=image:weights=" + here + "/w.pt:epochs=2,text"),
        PathOptions.absolute(
            List.of("--victims=a\\,b, /c=d: e", "--train=image:weights=w.pt:epochs=2,text"),
            Set.of()));
    assertEquals(
        List.of("/a,b", "/c\\d"), CommaList.ofPaths("/a\\,b,/c\\d"), "other backslashes stay");
  }
}
