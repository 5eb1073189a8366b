/** What a failure is to say in its last line. */
package io.gauntlet.pipelines.failure;
