package io.gauntlet.transforms.attacking;

import io.gauntlet.data.words.Lexicon;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.ReportPool;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * What every batch is attacked with, whatever its studies.
 *
 * @param models the victims
 * @param count of all studies
 * @param kept uids of the studies that keep their images and captions
 * @param reports studies whose reports may be put in the place of another's
 * @param words of the reports, with the number of those that have each
 * @param lexicon of terms that belong whether a report has them or not
 */
record AttackViews(
    PCollectionView<List<ModelReference>> models,
    PCollectionView<Long> count,
    PCollectionView<List<String>> kept,
    PCollectionView<List<Study>> reports,
    PCollectionView<Map<String, Long>> words,
    Lexicon lexicon)
    implements Serializable {

  /** All of them, for a step that asks. */
  List<PCollectionView<?>> all() {
    return List.of(models, count, kept, reports, words);
  }

  KeptStudies keptStudies(DoFn<?, ?>.ProcessContext context) {
    return KeptStudies.of(context.sideInput(kept));
  }

  /** What is drawn at random in a run with this seed. */
  Draws draws(DoFn<?, ?>.ProcessContext context, long seed) {
    return new Draws(
        seed,
        ReportPool.of(context.sideInput(reports), seed),
        ReportWords.of(context.sideInput(words), lexicon));
  }
}
