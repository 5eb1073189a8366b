package io.gauntlet.plan;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.plan.PlanNode.EmbedPictures;
import io.gauntlet.plan.PlanNode.EmbedWords;
import io.gauntlet.plan.PlanNode.LookAtClean;
import io.gauntlet.plan.PlanNode.MakePictures;
import io.gauntlet.plan.PlanNode.ScoreCell;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what cells need in order, each node once, right before the first that needs it. */
final class PlanBuilder {
  private static final Pictures CLEAN_PICTURES = new Pictures.Clean();
  private static final Captions CLEAN_CAPTIONS = new Captions.Clean();

  private final Map<String, VictimProfile> victims = new LinkedHashMap<>();
  private final AttackCosts costs;
  private final Map<PlanNode, PlanStep> steps = new LinkedHashMap<>();

  /** The searches that run as one: by victim, attack and how many attacks went before. */
  private final SetMultimap<SearchGroup, Pictures> searches = LinkedHashMultimap.create();

  /** How many searches read with a branch. */
  private final Map<SearchKind, Integer> searchesOfBranch = new LinkedHashMap<>();

  private record SearchGroup(String victim, AttackPart attack, int depth) {}

  private record SearchKind(String branch, AttackPart attack) {}

  PlanBuilder(List<VictimProfile> victims, AttackCosts costs) {
    victims.forEach(victim -> this.victims.put(victim.name(), victim));
    this.costs = costs;
  }

  List<PlanStep> build(List<Cell> cells) {
    for (Cell cell : cells) {
      for (Candidate candidate : cell.candidates()) {
        gather(candidate.captions());
        gather(candidate.pictures());
      }
    }
    searches
        .asMap()
        .forEach(
            (group, pictures) -> {
              if (group.victim() != null) {
                String branch = victims.get(group.victim()).textBranch();
                searchesOfBranch.merge(
                    new SearchKind(branch, group.attack()), pictures.size(), Integer::sum);
              }
            });
    cells.forEach(cell -> need(new ScoreCell(cell)));
    return List.copyOf(steps.values());
  }

  private void gather(Captions captions) {
    if (captions instanceof Captions.Made made) {
      searches.put(group(made), made.pictures());
      gather(made.pictures());
    }
  }

  private void gather(Pictures pictures) {
    if (pictures instanceof Pictures.Made made) {
      gather(made.captions());
    }
  }

  private static SearchGroup group(Captions.Made made) {
    return new SearchGroup(made.victim(), made.attack(), depth(made));
  }

  /** Searches before it, on which its pictures depend. */
  private static int depth(Captions.Made made) {
    return made.pictures() instanceof Pictures.Made pictures
            && pictures.captions() instanceof Captions.Made before
        ? depth(before) + 1
        : 0;
  }

  private void need(PlanNode node) {
    if (steps.containsKey(node)) {
      return;
    }
    Set<PlanNode> needs = needs(node);
    needs.forEach(this::need);
    steps.put(node, new PlanStep(node, List.copyOf(needs), branch(node), passes(node)));
  }

  private Set<PlanNode> needs(PlanNode node) {
    Set<PlanNode> needs = new LinkedHashSet<>();
    if (node instanceof LookAtClean look) {
      addReading(needs, look.victim(), null, CLEAN_CAPTIONS);
    } else if (node instanceof MakePictures make && make.made().victim() != null) {
      if (knowsFirstLook(make.made())) {
        needs.add(new LookAtClean(make.made().victim()));
      }
      addReading(needs, make.made().victim(), CLEAN_PICTURES, make.made().captions());
    } else if (node instanceof SearchWords search && search.victim() != null) {
      search.pictures().forEach(shown -> addReading(needs, search.victim(), shown, null));
    } else if (node instanceof EmbedPictures embed
        && embed.pictures() instanceof Pictures.Made made) {
      needs.add(new MakePictures(made));
    } else if (node instanceof EmbedWords embed && embed.captions() instanceof Captions.Made made) {
      needs.add(search(made));
    } else if (node instanceof ScoreCell score) {
      Cell cell = score.cell();
      addReading(needs, cell.victim(), CLEAN_PICTURES, CLEAN_CAPTIONS);
      for (Candidate candidate : cell.candidates()) {
        if (candidate.pictures() instanceof Pictures.Made made) {
          needs.add(new MakePictures(made));
        }
        if (candidate.captions() instanceof Captions.Made made) {
          needs.add(search(made));
        }
        addReading(needs, cell.victim(), candidate.pictures(), candidate.captions());
      }
    }
    return needs;
  }

  private void addReading(Set<PlanNode> needs, String name, Pictures pictures, Captions captions) {
    VictimProfile victim = victims.get(name);
    if (pictures != null && victim.seesPictures()) {
      needs.add(new EmbedPictures(victim.imageBranch(), pictures));
    }
    if (captions != null && victim.seesWords()) {
      needs.add(new EmbedWords(victim.textBranch(), captions));
    }
  }

  private SearchWords search(Captions.Made made) {
    return new SearchWords(made.victim(), made.attack(), List.copyOf(searches.get(group(made))));
  }

  private boolean knowsFirstLook(Pictures.Made made) {
    return made.captions() instanceof Captions.Clean && costs.looksAtClean(made.attack());
  }

  private Passes passes(PlanNode node) {
    if (node instanceof LookAtClean) {
      return Passes.GRADIENT;
    }
    if (node instanceof MakePictures make && make.made().victim() != null) {
      Passes all = costs.pictures(make.made().attack());
      return knowsFirstLook(make.made()) ? all.plus(Passes.GRADIENT.times(-1)) : all;
    }
    if (node instanceof SearchWords search && search.victim() != null) {
      String branch = victims.get(search.victim()).textBranch();
      int all = searchesOfBranch.get(new SearchKind(branch, search.attack()));
      // Captions that several searches of a branch meet are read once; each pays its share.
      return costs.captions(search.attack()).times((double) search.pictures().size() / all);
    }
    if (node instanceof EmbedPictures) {
      return Passes.IMAGE;
    }
    if (node instanceof EmbedWords embed) {
      boolean known =
          embed.captions() instanceof Captions.Made made
              && made.victim() != null
              && victims.get(made.victim()).textBranch().equals(embed.branch());
      return known ? Passes.NONE : Passes.TEXT;
    }
    return Passes.NONE;
  }

  private String branch(PlanNode node) {
    if (node instanceof LookAtClean look) {
      return victims.get(look.victim()).imageBranch();
    }
    if (node instanceof MakePictures make && make.made().victim() != null) {
      return victims.get(make.made().victim()).imageBranch();
    }
    if (node instanceof SearchWords search && search.victim() != null) {
      return victims.get(search.victim()).textBranch();
    }
    if (node instanceof EmbedPictures embed) {
      return embed.branch();
    }
    return node instanceof EmbedWords embed ? embed.branch() : null;
  }
}
