package io.gauntlet.pipelines.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.data.Margin;
import io.gauntlet.plan.run.Look;
import io.gauntlet.plan.run.StudyWatch.Appearance;
import io.gauntlet.report.gallery.Passage;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.process.RunningVersions;
import io.gauntlet.transforms.replay.Replayed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of an outcome that was made again, for programs. */
final class ReplayJson {
  static final String FILE = "replay.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReplayJson() {}

  static byte[] of(Replayed replayed) {
    ObjectNode root = JSON.createObjectNode();
    outcome(root, replayed.outcome());
    ObjectNode agreement = root.putObject("agreement");
    agreement
        .put("same", replayed.agreement().isSame())
        .put("scope", replayed.scope().name().toLowerCase(Locale.ROOT))
        .put("largest_logit_difference", replayed.agreement().logits());
    texts(agreement.putArray("differing"), replayed.agreement().differing());
    Replayed.Appearances shown = replayed.appearances();
    appearance(root.putObject("after"), shown.before(), shown.after());
    shown.atStop().ifPresent(stop -> appearance(root.putObject("stopped"), shown.before(), stop));
    replayed.size().ifPresent(size -> root.put("image_size", size.toString()));
    ArrayNode trajectory = root.putArray("trajectory");
    replayed.looks().forEach(look -> look(trajectory.addObject(), look));
    root.set("versions", JSON.valueToTree(RunningVersions.here()));
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void outcome(ObjectNode root, Outcome outcome) {
    int label = outcome.getClassNames().indexOf(outcome.getLabel());
    root.put("uid", outcome.getUid())
        .put("victim", outcome.getVictim())
        .put("attack", outcome.getAttack())
        .put("generator", outcome.getGenerator())
        .put("replica", outcome.getReplica())
        .put("label", outcome.getLabel())
        .put("threshold", outcome.getThreshold())
        .put("status", outcome.getStatus())
        .put("worst_attack", outcome.getWorstAttack())
        .put("queries", outcome.getQueries())
        .put("gradients", outcome.getGradients())
        .put("linf", outcome.getLinf())
        .put("l2", outcome.getL2())
        .put("words_changed", outcome.getWordsChanged());
    texts(root.putArray("class_names"), outcome.getClassNames());
    numbers(root.putArray("clean_logits"), outcome.getCleanLogits());
    numbers(root.putArray("adversarial_logits"), outcome.getAdversarialLogits());
    root.put("clean_margin", Margin.of(outcome.getCleanLogits(), label))
        .put("adversarial_margin", Margin.of(outcome.getAdversarialLogits(), label));
  }

  private static void appearance(ObjectNode node, Appearance before, Appearance after) {
    node.put("caption", after.caption());
    ArrayNode changes = node.putArray("changes");
    for (Passage passage : CaptionText.passages(before.caption(), after.caption())) {
      changes
          .addObject()
          .put("fate", passage.fate().name().toLowerCase(Locale.ROOT))
          .put("words", passage.words());
    }
    Optional<float[]> from = before.images();
    if (from.isPresent() && after.images().isPresent()) {
      node.put("largest_pixel_change", largestChange(from.get(), after.images().get()));
    }
  }

  private static void look(ObjectNode node, Look look) {
    node.put("answer", look.number())
        .put("attack", look.attack())
        .put("asked", look.kind().name().toLowerCase(Locale.ROOT))
        .put("margin", look.margin());
    numbers(node.putArray("logits"), look.logits().toList());
    look.caption().ifPresent(caption -> node.put("caption", caption));
  }

  /** The largest change of a pixel; the difference images are scaled to it. */
  static float largestChange(float[] from, float[] to) {
    float largest = 0;
    for (int i = 0; i < from.length; i++) {
      largest = Math.max(largest, Math.abs(to[i] - from[i]));
    }
    return largest;
  }

  private static void texts(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static void numbers(ArrayNode array, List<Float> values) {
    values.forEach(array::add);
  }
}
