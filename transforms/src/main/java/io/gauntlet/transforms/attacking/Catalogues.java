package io.gauntlet.transforms.attacking;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.model.VictimCatalogue;

/**
 * What a worker finds on its class path, jars of users among it; made once by each instance of a
 * DoFn.
 *
 * @param attacks that can be asked for by name
 * @param victims the kinds of victims that users bring
 */
record Catalogues(AttackCatalogue attacks, VictimCatalogue victims) {

  /** What a class loader finds: on a worker its context class loader, in which staged jars are. */
  static Catalogues of(ClassLoader loader) {
    return new Catalogues(AttackCatalogue.of(loader), VictimCatalogue.of(loader));
  }
}
