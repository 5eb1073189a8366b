/** PNG and JPEG, and what every format of pictures needs: grey grids, decoders and refusals. */
package io.gauntlet.data.picture.format;
