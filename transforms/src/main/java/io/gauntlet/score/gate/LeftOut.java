package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import java.util.List;
import java.util.Objects;

/**
 * The cells that a candidate left out for its deadline, which says so: they are not lost.
 *
 * @param policy whose suite lacks a member where one of it was left out
 * @param scope of the candidate
 */
record LeftOut(GatePolicy policy, RunScope scope) {

  /** Whether a cell was left out, or a member of it where it is the suite. */
  boolean covers(PairKey key) {
    return scope.leftOut().stream().anyMatch(cell -> isOf(cell, key.cell()));
  }

  private boolean isOf(PartCell cell, CellKey key) {
    return cell.victim().equals(key.victim())
        && Objects.equals(cell.generator(), key.generator())
        && (Primary.isSuite(key)
            ? policy.isInSuite(cell.attack())
            : cell.attack().equals(key.attack()));
  }

  /** What one should know of them; nothing where nothing was left out. */
  List<Cause> notes() {
    return names().isEmpty() ? List.of() : List.of(Cause.of(Code.CELLS_LEFT_OUT).naming(names()));
  }

  /** The cells for people, each once whatever the seeds. */
  private ImmutableList<String> names() {
    return scope.leftOut().stream()
        .map(
            cell ->
                cell.victim()
                    + " under "
                    + cell.attack()
                    + (cell.generator() == null ? "" : " made against " + cell.generator()))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }
}
