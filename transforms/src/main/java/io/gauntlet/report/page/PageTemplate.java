package io.gauntlet.report.page;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** One of the pages; all text from outside is escaped. */
public enum PageTemplate {
  /** The report of a run. */
  REPORT("page.ftlh"),
  /** The victims of a run held against each other. */
  COMPARISON("compare.ftlh"),
  /** The studies that changed sides between two runs. */
  DIFF("diff.ftlh");

  private static final Configuration TEMPLATES = templates();

  /** Control characters, and those that turn the direction of whatever text follows. */
  private static final Pattern OVERRIDES =
      Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\u202A-\u202E\u2066-\u2069]");

  private final String file;

  PageTemplate(String file) {
    this.file = file;
  }

  /**
   * Fills it in, to be stored as UTF-8.
   *
   * @param model what the template names
   */
  public String render(Map<String, Object> model) {
    StringWriter page = new StringWriter();
    try {
      TEMPLATES.getTemplate(file).process(model, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
    return OVERRIDES.matcher(page.toString()).replaceAll("\uFFFD");
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(PageTemplate.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    try {
      String script = script();
      configuration.setSharedVariable("script", script);
      configuration.setSharedVariable("scriptDigest", digest(script));
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
    return configuration;
  }

  private static String script() {
    try {
      return Resources.toString(
          Resources.getResource(PageTemplate.class, "page.js"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script as a page's policy names it, so that no other may run. */
  private static String digest(String script) {
    return "sha256-"
        + BaseEncoding.base64()
            .encode(Hashing.sha256().hashString(script, StandardCharsets.UTF_8).asBytes());
  }
}
