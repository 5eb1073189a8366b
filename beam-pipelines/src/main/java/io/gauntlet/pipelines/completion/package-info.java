/** What shells complete of the command. */
package io.gauntlet.pipelines.completion;
