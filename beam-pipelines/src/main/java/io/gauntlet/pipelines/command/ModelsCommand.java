package io.gauntlet.pipelines.command;

import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.ForwardPass;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.pretrained.TextModel;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet models}: the networks that can be trained, and what they cost. */
final class ModelsCommand implements Command {
  private static final int CAPTION = 128;
  private static final int COHORT_WORDS = 2000;

  /** Options of the command. */
  public interface Options extends PipelineOptions {
    @Description("Whether a forward pass of each is timed on this machine; takes a minute")
    @Default.Boolean(false)
    boolean getMeasure();

    void setMeasure(boolean value);
  }

  /** What stands last in each table. */
  private record LastColumn(String title, Function<ForwardPass, String> cell) {
    static final LastColumn NONE = new LastColumn("", pass -> "");
    static final LastColumn TIMES =
        new LastColumn(
            "   forward pass",
            pass -> String.format(Locale.ROOT, "%12.1f ms", pass.measure().toNanos() / 1e6));
  }

  private record Row(String name, String input, int width, double multiplyAdds, ForwardPass pass) {}

  @Override
  public String name() {
    return "models";
  }

  @Override
  public String usage() {
    return "[--measure]";
  }

  @Override
  public String summary() {
    return "Lists the networks: parameters, feature width, input, cost of a forward pass.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return Options.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) {
    LastColumn last =
        CommandLineOptions.parse(Options.class, arguments).getMeasure()
            ? LastColumn.TIMES
            : LastColumn.NONE;
    table(out, "--imageModel", images(), last);
    table(out, "--textModel", texts(), last);
    int view = ImageNetwork.named("senet-154").features();
    int words = BertEncoder.clinicalBert().hidden();
    out.printf(
        Locale.ROOT,
        "Early fusion at the paper's scale: senet-154 over both views and clinical-bert, %d + %d +"
            + " %d = %,d features wide.%n",
        view,
        view,
        words,
        2 * view + words);
    return DONE;
  }

  private static List<Row> images() {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, ImageNetwork> preset : ImageNetwork.presets().entrySet()) {
      ImageNetwork network = preset.getValue();
      int side = network.side();
      rows.add(
          new Row(
              preset.getKey(),
              side + " x " + side + " px",
              network.features(),
              network.multiplyAdds(side),
              ForwardPass.of(network, side)));
    }
    return rows;
  }

  private static List<Row> texts() {
    List<Row> rows = new ArrayList<>();
    for (TextModel model : TextModel.values()) {
      BertEncoder encoder = model.encoder().orElse(BertEncoder.tiny(COHORT_WORDS));
      if (model != TextModel.BERT) {
        rows.add(
            new Row(
                model.toString(),
                CAPTION + " of at most " + encoder.positions() + " word pieces",
                encoder.hidden(),
                encoder.multiplyAdds(CAPTION),
                ForwardPass.of(encoder, CAPTION)));
      }
    }
    return rows;
  }

  private static void table(PrintStream out, String option, List<Row> rows, LastColumn last) {
    out.printf(
        Locale.ROOT,
        "%-15s %13s %9s  %-30s %15s%s%n",
        option,
        "parameters",
        "features",
        "input",
        "multiply-adds",
        last.title());
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "%-15s %,13d %9d  %-30s %,13.0f M%s%n",
          row.name(),
          row.pass().trainable(),
          row.width(),
          row.input(),
          row.multiplyAdds() / 1e6,
          last.cell().apply(row.pass()));
    }
    out.println();
  }
}
