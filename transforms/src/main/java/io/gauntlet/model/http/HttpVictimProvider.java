package io.gauntlet.model.http;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Modality;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.Capability;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimProvider;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.probe.ProbeStudies;
import io.gauntlet.model.scoring.ScorerVictim;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks models over HTTP. */
public final class HttpVictimProvider implements VictimProvider {

  @Override
  public String key() {
    return HttpConfig.HTTP;
  }

  @Override
  public List<String> files(JsonNode config) throws IOException {
    read(config);
    return List.of();
  }

  @Override
  public Optional<Foreseen> foreseen(JsonNode config) throws IOException {
    HttpConfig read = read(config);
    Set<Modality> sees = EnumSet.noneOf(Modality.class);
    read.pixels().ifPresent(pixels -> sees.add(Modality.IMAGE));
    read.caption().ifPresent(caption -> sees.add(Modality.TEXT));
    return Optional.of(
        new Foreseen(sees, EnumSet.of(Capability.LOGITS), read.endpoint().cost().price()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>How often and by whom a server is asked is not in it: a user who raises the budget of a run
   * or waits longer for the rest of it keeps the answers that are there.
   */
  @Override
  public JsonNode deciding(JsonNode config) {
    ObjectNode deciding = config.deepCopy();
    if (deciding.get(HttpConfig.HTTP) instanceof ObjectNode http) {
      http.remove(Endpoint.MANNERS);
    }
    return deciding;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A server that lists no versions is asked about one study: answers may say which model gave
   * them.
   */
  @Override
  public String deployed(JsonNode config) throws IOException {
    HttpConfig read = read(config);
    Ledger ledger = Ledger.of(deciding(config).toString());
    HttpCalls calls = new HttpCalls(read.endpoint(), read.protocol(), ledger);
    ServedModel described = ServedModel.described(calls.describe());
    if (described.hasVersion() || !read.protocol().namesModel()) {
      return described.text();
    }
    try (NDManager manager = NDManager.newBaseManager();
        HttpScorer scorer = new HttpScorer(read, calls, ledger, manager)) {
      return described.text()
          + scorer.model(ProbeStudies.made(ScorerVictim.of(scorer, read.answer())).first());
    }
  }

  @Override
  public Victim open(NDManager manager, CheckpointFiles folder, JsonNode config)
      throws IOException {
    HttpConfig read = read(config);
    Ledger ledger = Ledger.of(deciding(config).toString());
    HttpScorer scorer =
        new HttpScorer(
            read, new HttpCalls(read.endpoint(), read.protocol(), ledger), ledger, manager);
    try {
      ScorerVictim victim = ScorerVictim.of(scorer, read.answer());
      try {
        requireLogits(manager, read, scorer.begin(ProbeStudies.made(victim)).rows());
      } catch (UnansweredException e) {
        scorer.giveUp(e);
      }
      return victim;
    } catch (IllegalArgumentException e) {
      scorer.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  private static void requireLogits(
      NDManager manager, HttpConfig config, ImmutableList<float[]> numbers) throws IOException {
    int width = numbers.get(0).length;
    float[] flat = new float[numbers.size() * width];
    for (int i = 0; i < numbers.size(); i++) {
      System.arraycopy(numbers.get(i), 0, flat, i * width, width);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDList results = new NDList(scope.create(flat, new Shape(numbers.size(), width)));
      config.answer().requireLogits(config.answer().numbers(results, numbers.size()));
    }
  }

  private static HttpConfig read(JsonNode config) throws IOException {
    try {
      return HttpConfig.of(config);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
