package io.gauntlet.pipelines.request;

import io.gauntlet.transforms.training.ThresholdChoice;
import io.gauntlet.transforms.training.TrainingSeeds;
import io.gauntlet.transforms.training.VictimList;

/**
 * Which victims are trained, and how.
 *
 * @param victims each with its network, first weights and recipe
 * @param seeds with which each is trained
 * @param hardware on which they are trained
 * @param threshold where they decide for ABNORMAL
 */
public record TrainingRequest(
    VictimList victims, TrainingSeeds seeds, HardwareRequest hardware, ThresholdChoice threshold) {}
