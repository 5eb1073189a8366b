package io.gauntlet.report;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.gallery.Exhibit;
import io.gauntlet.report.gallery.Exhibits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gallery as the page shows it: a room for each victim, the fused ones first.
 *
 * @param rooms by victim
 * @param left how many pairs of victim and attack had no room
 */
public record GalleryPage(List<Room> rooms, int left) {

  public GalleryPage {
    rooms = List.copyOf(rooms);
  }

  /**
   * What was done to one victim.
   *
   * @param victim its name
   * @param note how many of the kept studies the attacks broke
   * @param exhibits one for each attack
   */
  public record Room(String victim, String note, List<Hung> exhibits) {

    public Room {
      exhibits = List.copyOf(exhibits);
    }
  }

  /**
   * An exhibit with the name that people have for its attack.
   *
   * @param attack for people
   * @param exhibit to look at
   */
  public record Hung(String attack, Exhibit exhibit) {}

  static GalleryPage of(Exhibits gallery) {
    Map<String, List<Hung>> rooms = new LinkedHashMap<>();
    PaperGrid.fusedVictims().forEach(victim -> rooms.put(victim, new ArrayList<>()));
    for (Exhibit exhibit : gallery.exhibits()) {
      rooms
          .computeIfAbsent(exhibit.victim(), victim -> new ArrayList<>())
          .add(new Hung(PaperGrid.label(exhibit.attack()), exhibit));
    }
    return new GalleryPage(
        rooms.entrySet().stream()
            .filter(room -> !room.getValue().isEmpty())
            .map(room -> new Room(room.getKey(), note(room.getValue()), room.getValue()))
            .toList(),
        gallery.left());
  }

  private static String note(List<Hung> exhibits) {
    long broken = exhibits.stream().filter(hung -> hung.exhibit().isFooled()).count();
    return "%d attacks, of which %d broke a kept study".formatted(exhibits.size(), broken);
  }
}
