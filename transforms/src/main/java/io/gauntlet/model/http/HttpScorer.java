package io.gauntlet.model.http;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.hash.HashCode;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.probe.ProbeStudies;
import io.gauntlet.model.scoring.SeenImages;
import io.gauntlet.model.scoring.StudyScorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A model behind an endpoint. What is asked at once is cut into calls of the endpoint's batch, as
 * many under way as it allows.
 */
final class HttpScorer implements StudyScorer {
  private final HttpConfig config;
  private final HttpCalls calls;
  private final Ledger ledger;
  private final Questions questions;
  private final AtomicReference<String> model = new AtomicReference<>("");
  private final AtomicReference<UnansweredException> over = new AtomicReference<>();
  private final AtomicReference<Probe> probe = new AtomicReference<>(Probe.NONE);
  private final AtomicInteger width = new AtomicInteger();
  private final Object looking = new Object();
  private boolean hasLast;

  HttpScorer(HttpConfig config, HttpCalls calls, Ledger ledger, NDManager manager) {
    this.config = config;
    this.calls = calls;
    this.ledger = ledger;
    this.questions = new Questions(config, manager.newSubManager());
  }

  /**
   * Studies that were asked about when the model was opened.
   *
   * @param answers what it said of them
   */
  private record Probe(List<AskedStudy> studies, ProbeAnswers answers) {
    static final Probe NONE = new Probe(List.of(), ProbeAnswers.NONE);
  }

  @Override
  public Optional<ImageSize> imageSize() {
    return config.pixels().map(HttpConfig.Pixels::size);
  }

  @Override
  public boolean readsCaptions() {
    return config.caption().isPresent();
  }

  @Override
  public int studiesAtOnce() {
    return config.endpoint().load().batch() * config.endpoint().load().concurrency();
  }

  @Override
  public float[][] score(SeenImages images, List<String> captions) {
    return ask(rows(images, captions), kept()).toArray(float[][]::new);
  }

  /** What of the budget is kept, so that it can be looked whether the model stayed the same. */
  private int kept() {
    return probe.get().studies().size();
  }

  private static List<AskedStudy> rows(SeenImages images, List<String> captions) {
    List<AskedStudy> rows = new ArrayList<>();
    for (int i = 0; i < Math.max(images.count(), captions.size()); i++) {
      rows.add(
          new AskedStudy(
              images.count() == 0 ? new float[0] : images.study(i),
              captions.isEmpty() ? "" : captions.get(i)));
    }
    return rows;
  }

  @Override
  public StudyScorer forWork() {
    return new Remembering();
  }

  @Override
  public long takeBill() {
    return ledger.takeBill();
  }

  /** Asks about studies that are made up, whose answers the later ones are held against. */
  ProbeAnswers begin(ProbeStudies studies) {
    List<AskedStudy> asked = rows(studies);
    ProbeAnswers answers = new ProbeAnswers(ImmutableList.copyOf(ask(asked, 0)));
    ledger.begin(model(), answers);
    probe.set(new Probe(asked, answers));
    return answers;
  }

  /** Which model the server says it is when it is asked about studies that are made up. */
  String model(ProbeStudies studies) {
    ask(rows(studies), 0);
    return model();
  }

  private List<AskedStudy> rows(ProbeStudies studies) {
    List<AskedStudy> rows = new ArrayList<>();
    for (int i = 0; i < studies.count(); i++) {
      rows.add(
          new AskedStudy(
              config.pixels().isPresent() ? studies.images().get(i) : new float[0],
              readsCaptions() ? studies.captions().get(i) : ""));
    }
    return rows;
  }

  private String model() {
    return model.get();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of the budget so much is kept that this can be asked once it is spent. There are no answers
   * after that, so that one look tells of all.
   */
  @Override
  public void requireSteady() {
    synchronized (looking) {
      boolean isLast = ledger.isSpent();
      if (isLast && hasLast) {
        return;
      }
      Probe asked = probe.get();
      Optional<String> difference = asked.answers().difference(ask(asked.studies(), 0));
      if (difference.isPresent()) {
        throw changed(difference.get());
      }
      hasLast = isLast;
    }
  }

  /** Gives no answers from now on, for a reason: who attacks it loses its cells and no others. */
  void giveUp(UnansweredException why) {
    over.compareAndSet(null, why);
  }

  private UnansweredException changed(String how) {
    UnansweredException found =
        new UnansweredException(
            "%s is another model than when the run began: %s; attack one that stays"
                .formatted(config.endpoint().shown(), how));
    ledger.forget();
    giveUp(found);
    return found;
  }

  private List<float[]> ask(List<AskedStudy> rows, int kept) {
    if (over.get() != null) {
      throw over.get();
    }
    List<CompletableFuture<NumberedRows>> answers = new ArrayList<>();
    for (List<AskedStudy> some : Lists.partition(rows, config.endpoint().load().batch())) {
      answers.add(calls.ask(questions.about(some), kept));
    }
    List<float[]> found = new ArrayList<>();
    for (CompletableFuture<NumberedRows> answer : answers) {
      NumberedRows numbered = HttpCalls.joined(answer);
      requireSameModel(numbered.model());
      requireSameWidth(numbered.rows().get(0).length);
      found.addAll(numbered.rows());
    }
    return found;
  }

  private void requireSameModel(String now) {
    String before = model.get();
    if (before.isEmpty() && model.compareAndSet("", now)) {
      return;
    }
    if (!now.equals(model.get())) {
      throw changed("it is \"%s\", and was \"%s\"".formatted(now.strip(), model.get().strip()));
    }
  }

  private void requireSameWidth(int now) {
    if (!width.compareAndSet(0, now) && width.get() != now) {
      throw changed("it gives %s numbers a study, and gave %s".formatted(now, width.get()));
    }
  }

  @Override
  public void close() {
    questions.close();
  }

  /** Answers what was asked before from memory, by any thread that asks. */
  private final class Remembering implements StudyScorer {

    @Override
    public Optional<ImageSize> imageSize() {
      return HttpScorer.this.imageSize();
    }

    @Override
    public boolean readsCaptions() {
      return HttpScorer.this.readsCaptions();
    }

    @Override
    public int studiesAtOnce() {
      return HttpScorer.this.studiesAtOnce();
    }

    @Override
    public void requireSteady() {
      HttpScorer.this.requireSteady();
    }

    @Override
    public long takeBill() {
      return HttpScorer.this.takeBill();
    }

    @Override
    public float[][] score(SeenImages images, List<String> captions) {
      List<AskedStudy> rows = rows(images, captions);
      List<HashCode> keys = rows.stream().map(AskedStudy::key).toList();
      Map<HashCode, float[]> known = new LinkedHashMap<>();
      Map<HashCode, AskedStudy> missing = new LinkedHashMap<>();
      for (int i = 0; i < rows.size(); i++) {
        HashCode key = keys.get(i);
        Optional<float[]> answer = ledger.known(key);
        if (answer.isPresent()) {
          known.put(key, answer.get());
        } else {
          missing.put(key, rows.get(i));
        }
      }
      List<HashCode> asked = List.copyOf(missing.keySet());
      List<float[]> answers = ask(List.copyOf(missing.values()), kept());
      for (int i = 0; i < asked.size(); i++) {
        ledger.learn(asked.get(i), answers.get(i));
        known.put(asked.get(i), answers.get(i));
      }
      return keys.stream().map(known::get).toArray(float[][]::new);
    }
  }
}
