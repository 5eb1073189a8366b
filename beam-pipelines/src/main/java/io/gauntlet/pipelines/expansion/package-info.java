/** The expansion service, by which pipelines in Python and YAML use Gauntlet's transforms. */
package io.gauntlet.pipelines.expansion;
