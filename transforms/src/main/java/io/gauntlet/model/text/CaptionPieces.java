package io.gauntlet.model.text;

import com.google.common.collect.Range;
import com.google.common.primitives.ImmutableLongArray;
import java.util.List;

/**
 * A caption's word pieces, from {@code [CLS]} to {@code [SEP]}.
 *
 * @param ids of the pieces
 * @param places of the chars that each piece stands for; empty for pieces that stand for none
 */
public record CaptionPieces(ImmutableLongArray ids, List<Range<Integer>> places) {
  static final Range<Integer> NOWHERE = Range.closedOpen(0, 0);

  public CaptionPieces {
    places = List.copyOf(places);
  }
}
