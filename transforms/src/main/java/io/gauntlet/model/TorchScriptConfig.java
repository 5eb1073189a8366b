package io.gauntlet.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The {@code config.json} beside a TorchScript module that is attacked as it is.
 *
 * @param module name of the module's file in the same folder
 * @param name of the victim, as in outcomes and scorecards
 * @param pixels the pictures that it takes; null where it sees none
 * @param tokens the words that it takes; null where it sees none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TorchScriptConfig(
    @JsonProperty(MODULE) String module, String name, Pixels pixels, Tokens tokens) {
  static final String MODULE = "torchscript";

  /** Pictures {@code [batch, 2, height, width]}, in pixels. */
  record Pixels(int height, int width) {
    Pixels {
      require(height > 0 && width > 0, "pixels.height and pixels.width are at least 1");
    }
  }

  /**
   * Words as {@code [batch, length]} ids and mask.
   *
   * @param tokenizer name of the {@code tokenizer.json} in the same folder
   * @param length to which all captions are cut and padded, in word pieces
   */
  record Tokens(String tokenizer, int length) {
    Tokens {
      require(tokenizer != null, "tokens.tokenizer is the name of a file in the folder");
      require(length >= 2, "tokens.length is at least 2");
    }
  }

  TorchScriptConfig {
    require(pixels != null || tokens != null, "pixels or tokens says what the module takes");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  /** What the victim is, as far as it shows. */
  Architecture architecture() {
    Fusion fusion = tokens == null ? Fusion.IMAGE : pixels == null ? Fusion.TEXT : Fusion.EARLY;
    PixelInput input =
        pixels == null ? null : new PixelInput(pixels.height(), pixels.width(), 0, 1);
    return new Architecture(fusion, null, input, null, Map.of());
  }
}
