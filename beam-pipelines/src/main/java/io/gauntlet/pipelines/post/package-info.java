/**
 * Where else the results of a run go: to a tracking server, without words or images of patients.
 */
package io.gauntlet.pipelines.post;
