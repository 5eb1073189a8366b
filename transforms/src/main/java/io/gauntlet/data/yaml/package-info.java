/** YAML files that users write, read with the line of everything that is wrong in them. */
package io.gauntlet.data.yaml;
