package io.gauntlet.model.http;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import io.gauntlet.data.UnansweredException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a model was asked in this process, and what it answered. It outlives those who ask: a bundle
 * that is tried again finds the answers that it has paid for.
 */
final class Ledger {
  private static final Map<String, Ledger> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  /** Numbers that are remembered, some 64 MiB with their keys. */
  private static final long MEMORY = 1 << 22;

  private static final int KEY = 16;

  private String model = "";
  private ProbeAnswers known = ProbeAnswers.NONE;
  private long asked;
  private long unbilled;
  private boolean spent;
  private final Cache<HashCode, float[]> answers =
      CacheBuilder.newBuilder()
          .maximumWeight(MEMORY)
          .weigher((HashCode question, float[] answer) -> KEY + answer.length)
          .build();

  /**
   * The ledger of a victim.
   *
   * @param model all of its description that decides its answers
   */
  static Ledger of(String model) {
    return OF_THIS_PROCESS.computeIfAbsent(model, added -> new Ledger());
  }

  /**
   * Enters studies before they are asked about, each time that they are.
   *
   * @param kept of the budget for what is asked at the end
   * @throws UnansweredException when they are more than the budget has left
   */
  synchronized void enter(int studies, OptionalLong budget, int kept) {
    if (budget.isPresent() && asked + studies > budget.getAsLong() - kept) {
      spent = true;
      throw new UnansweredException(
          "http.budget, %s studies, is spent%s; raise it and call the same command again"
              .formatted(
                  budget.getAsLong(),
                  kept == 0 ? "" : " but for the %s of the last look".formatted(kept)));
    }
    asked += studies;
    unbilled += studies;
  }

  /**
   * Forgets what another model answered that was served here before.
   *
   * @param name of the model in the server's words
   */
  synchronized void begin(String name, ProbeAnswers now) {
    if (!name.equals(model) || known.difference(now.rows()).isPresent()) {
      answers.invalidateAll();
    }
    model = name;
    known = now;
  }

  /** Studies that were asked about since this was last called. */
  synchronized long takeBill() {
    long bill = unbilled;
    unbilled = 0;
    return bill;
  }

  /** Whether a question was refused because the budget is spent. */
  synchronized boolean isSpent() {
    return spent;
  }

  /** Forgets the answers, for nobody knows which model gave which. */
  void forget() {
    answers.invalidateAll();
  }

  Optional<float[]> known(HashCode question) {
    return Optional.ofNullable(answers.getIfPresent(question));
  }

  void learn(HashCode question, float[] answer) {
    answers.put(question, answer);
  }
}
