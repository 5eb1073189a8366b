package io.gauntlet.attack;

import com.google.common.collect.Range;
import java.util.Map;

/**
 * A caption's logits, and the gradient of the best wrong class's lead by each word piece's vector.
 *
 * @param logits of all classes
 * @param gradients by the chars that a piece stands for; pieces beyond the victim's length are
 *     missing
 */
public record WordGradients(Logits logits, Map<Range<Integer>, float[]> gradients) {}
