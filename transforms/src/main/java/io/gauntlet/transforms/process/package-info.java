/** What all threads of a process have in common: open models, their measured cost, versions. */
package io.gauntlet.transforms.process;
