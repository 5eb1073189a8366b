/** One outcome of a run made again, without a runner. */
package io.gauntlet.transforms.replay;
