/**
 * The transforms as Beam's schema transforms, over rows: for Beam YAML, and for pipelines in other
 * languages through an expansion service.
 */
package io.gauntlet.pipelines.rows;
