package io.gauntlet.pipelines.request;

import io.gauntlet.transforms.training.Seeds;
import io.gauntlet.transforms.training.VictimList;

/**
 * Which victims are trained, and how.
 *
 * @param victims in the order in which they were described
 * @param seeds one of the run, or one for each replica
 * @param hardware where they are trained
 */
public record TrainingRequest(VictimList victims, Seeds seeds, HardwareRequest hardware) {}
