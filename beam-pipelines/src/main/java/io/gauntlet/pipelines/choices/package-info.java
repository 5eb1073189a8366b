/** The names that options take, looked up where they are known. */
package io.gauntlet.pipelines.choices;
