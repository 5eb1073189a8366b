/** Victims behind an endpoint that answers over HTTP. */
package io.gauntlet.model.http;
