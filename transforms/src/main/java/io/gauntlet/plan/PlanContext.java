package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.data.Modality;
import io.gauntlet.plan.PlanNode.EmbedImages;
import io.gauntlet.plan.PlanNode.EmbedWords;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.cost.AttackCosts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What nodes ask of the plan that they are in: victims, costs, and which searches run as one. */
public final class PlanContext {
  private final VictimProfiles victims;
  private final AttackCosts costs;

  /** The images of searches that run as one: by victim, attack and how many attacks went before. */
  private final SetMultimap<SearchGroup, Images> searches = LinkedHashMultimap.create();

  /** How many searches score captions with a branch. */
  private final Map<SearchKind, Integer> searchesOfBranch = new LinkedHashMap<>();

  private record SearchGroup(Against against, AttackPart attack, long depth) {
    static SearchGroup of(Captions.Made made) {
      return new SearchGroup(made.against(), made.attack(), made.searches().count());
    }
  }

  private record SearchKind(String branch, AttackPart attack) {}

  PlanContext(VictimProfiles victims, AttackCosts costs, List<Cell> cells) {
    this.victims = victims;
    this.costs = costs;
    cells.stream()
        .flatMap(cell -> cell.candidates().stream())
        .flatMap(
            candidate ->
                Stream.concat(candidate.captions().searches(), candidate.images().searches()))
        .forEach(made -> searches.put(SearchGroup.of(made), made.images()));
    searches
        .asMap()
        .forEach(
            (group, images) ->
                group
                    .against()
                    .victim()
                    .map(victim -> new SearchKind(branch(victim, Modality.TEXT), group.attack()))
                    .ifPresent(kind -> searchesOfBranch.merge(kind, images.size(), Integer::sum)));
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

  /** The search that finds captions; none for the clean ones. */
  Stream<PlanNode> maker(Captions captions) {
    return captions
        .searches()
        .limit(1)
        .map(
            made ->
                new SearchWords(
                    made.against(),
                    made.attack(),
                    ImmutableList.copyOf(searches.get(SearchGroup.of(made)))));
  }

  /** What embeds images for a victim; none for a victim that does not see them. */
  Stream<PlanNode> embedding(String victim, Images images) {
    return victims.get(victim).sees(Modality.IMAGE)
        ? Stream.of(new EmbedImages(branch(victim, Modality.IMAGE), images))
        : Stream.empty();
  }

  /** What embeds captions for a victim; none for a victim that does not see them. */
  Stream<PlanNode> embedding(String victim, Captions captions) {
    return victims.get(victim).sees(Modality.TEXT)
        ? Stream.of(new EmbedWords(branch(victim, Modality.TEXT), captions))
        : Stream.empty();
  }

  /** What embeds both modalities of a study for a victim, as far as it sees them. */
  Stream<PlanNode> embedding(String victim, Images images, Captions captions) {
    return Stream.concat(embedding(victim, images), embedding(victim, captions));
  }
}
