package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.SetMultimap;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.attack.spec.VictimProfiles;
import io.gauntlet.data.Modality;
import io.gauntlet.plan.PlanNode.Embed;
import io.gauntlet.plan.PlanNode.MakeImages;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.cost.AttackCosts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What nodes ask of the plan that they are in: victims, costs, and which searches run as one. */
public final class PlanContext {
  private final VictimProfiles victims;
  private final AttackCosts costs;

  /** The captions of searches that run as one: by victim, attack and how many searches before. */
  private final SetMultimap<SearchGroup, Content.Made> searches = LinkedHashMultimap.create();

  /** How many searches score captions with a branch. */
  private final Map<SearchKind, Integer> searchesOfBranch = new LinkedHashMap<>();

  private record SearchGroup(Optional<String> against, AttackPart attack, long depth) {
    static SearchGroup of(Content.Made captions) {
      return new SearchGroup(
          captions.against(),
          captions.attack(),
          captions.history().stream().filter(PlanContext::isSearched).count());
    }
  }

  private record SearchKind(String branch, AttackPart attack) {}

  PlanContext(VictimProfiles victims, AttackCosts costs, List<Cell> cells) {
    this.victims = victims;
    this.costs = costs;
    cells.stream()
        .flatMap(cell -> cell.attempts().stream())
        .flatMap(attempt -> attempt.study().history().reverse().stream())
        .filter(PlanContext::isSearched)
        .forEach(made -> searches.put(SearchGroup.of(made), made));
    searches
        .asMap()
        .forEach(
            (group, captions) ->
                group
                    .against()
                    .map(victim -> new SearchKind(branch(victim, Modality.TEXT), group.attack()))
                    .ifPresent(
                        kind -> searchesOfBranch.merge(kind, captions.size(), Integer::sum)));
  }

  private static boolean isSearched(Content.Made made) {
    return made.modality() == Modality.TEXT;
  }

  AttackCosts costs() {
    return costs;
  }

  /** The classifier whose branch a victim sees a modality with, by name. */
  String branch(String victim, Modality modality) {
    return victims.get(victim).branch(modality);
  }

  /** How many searches of an attack score captions with a branch. */
  int searches(String branch, AttackPart attack) {
    return searchesOfBranch.get(new SearchKind(branch, attack));
  }

  /** The work that makes a content; none for a clean one. */
  Stream<PlanNode> maker(Content content) {
    return content.made().stream().map(this::maker);
  }

  private PlanNode maker(Content.Made made) {
    return switch (made.modality()) {
      case IMAGE -> new MakeImages(made);
      case TEXT -> new SearchWords(ImmutableList.copyOf(searches.get(SearchGroup.of(made))));
    };
  }

  /** The work that makes a study. */
  Stream<PlanNode> makers(AttackedStudy study) {
    return study.contents().values().stream().flatMap(this::maker);
  }

  /** What embeds a study for a victim, as far as the victim sees it. */
  Stream<PlanNode> embeddings(String victim, AttackedStudy study) {
    return embeddings(victims.get(victim).branches(), study);
  }

  /** What embeds a study for a victim that is attacked by one modality: all but that one. */
  Stream<PlanNode> beside(Modality attacked, String victim, AttackedStudy study) {
    return embeddings(
        Maps.filterKeys(victims.get(victim).branches(), modality -> modality != attacked), study);
  }

  private static Stream<PlanNode> embeddings(Map<Modality, String> branches, AttackedStudy study) {
    return branches.entrySet().stream()
        .map(branch -> new Embed(branch.getValue(), study.content(branch.getKey())));
  }
}
