package io.gauntlet.transforms.attacking;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.transforms.attacking.chosen.KeptData;
import io.gauntlet.transforms.attacking.order.WorkOrder;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/**
 * What {@link AttackStudies} is asked to do, whatever the victims.
 *
 * @param grid the attacks and transfers
 * @param batch about as many studies are attacked together, at least 1
 * @param seed of all randomness
 * @param kept what of patients' data the outcomes keep
 * @param device where the victims run
 * @param order in which the work is done
 * @param earlier whose outcomes are taken where they are the same
 */
record AttackSettings(
    AttackGrid grid,
    int batch,
    long seed,
    KeptData kept,
    ComputeDevice device,
    WorkOrder order,
    EarlierOutcomes earlier)
    implements Serializable, HasDisplayData {

  AttackSettings withBatch(int studies) {
    return new AttackSettings(grid, studies, seed, kept, device, order, earlier);
  }

  AttackSettings withSeed(long other) {
    return new AttackSettings(grid, batch, other, kept, device, order, earlier);
  }

  AttackSettings withKept(KeptData other) {
    return new AttackSettings(grid, batch, seed, other, device, order, earlier);
  }

  AttackSettings withDevice(ComputeDevice other) {
    return new AttackSettings(grid, batch, seed, kept, other, order, earlier);
  }

  AttackSettings withOrder(WorkOrder other) {
    return new AttackSettings(grid, batch, seed, kept, device, other, earlier);
  }

  AttackSettings withEarlier(EarlierOutcomes outcomes) {
    return new AttackSettings(grid, batch, seed, kept, device, order, outcomes);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("attacks", String.valueOf(grid.attacks())).withLabel("Attacks"))
        .add(DisplayData.item("transfers", String.valueOf(grid.transfers())).withLabel("Transfers"))
        .add(DisplayData.item("batch", batch).withLabel("Studies a batch"))
        .add(DisplayData.item("seed", seed).withLabel("Seed"))
        .add(DisplayData.item("device", device.name()).withLabel("Device"))
        .addIfNotDefault(
            DisplayData.item("earlier", earlier.folder()).withLabel("Earlier outcomes"), "")
        .delegate(kept)
        .delegate(order);
  }
}
