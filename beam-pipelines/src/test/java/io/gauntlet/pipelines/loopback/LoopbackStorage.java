package io.gauntlet.pipelines.loopback;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cloud Storage's JSON API over objects in memory: list, get, media and ranges, resumable uploads,
 * rewrite, delete, and batches of them.
 */
public final class LoopbackStorage implements HttpHandler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BUCKET = Pattern.compile("/storage/v1/b/(?<bucket>[^/]+)");
  private static final Pattern LIST = Pattern.compile("/storage/v1/b/(?<bucket>[^/]+)/o");
  private static final Pattern OBJECT =
      Pattern.compile("(/download)?/storage/v1/b/(?<bucket>[^/]+)/o/(?<name>[^/]+)");
  private static final Pattern REWRITE =
      Pattern.compile(
          "/storage/v1/b/(?<bucket>[^/]+)/o/(?<name>[^/]+)/(rewriteTo|copyTo)"
              + "/b/(?<toBucket>[^/]+)/o/(?<toName>[^/]+)");
  private static final Pattern UPLOAD =
      Pattern.compile("/(resumable/)?upload/storage/v1/b/(?<bucket>[^/]+)/o");
  private static final Pattern RANGE = Pattern.compile("bytes=(?<from>\\d+)-(?<to>\\d*)");
  private static final Pattern REQUEST_LINE = Pattern.compile("(?<method>[A-Z]+) (?<uri>\\S+).*");

  private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong();
  private final AtomicReference<Pattern> refusing = new AtomicReference<>();
  private final AtomicReference<Pattern> forgetting = new AtomicReference<>();
  private final AtomicReference<Pattern> losing = new AtomicReference<>();
  private volatile boolean refused;

  private static final class Stored {
    private final byte[] contents;
    private final long generation;

    Stored(byte[] contents, long generation) {
      this.contents = contents;
      this.generation = generation;
    }
  }

  private static final class Answer {
    private final int status;
    private final String type;
    private final byte[] body;

    Answer(int status, String type, byte[] body) {
      this.status = status;
      this.type = type;
      this.body = body;
    }

    static Answer json(ObjectNode node) {
      return new Answer(200, "application/json", node.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int status, String message) {
      ObjectNode node = JSON.createObjectNode();
      node.putObject("error").put("code", status).put("message", message);
      return new Answer(
          status, "application/json", node.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The objects whose URIs begin so, by URI. */
  public SortedMap<String, byte[]> under(String prefix) {
    SortedMap<String, byte[]> found = new TreeMap<>();
    objects.forEach(
        (uri, stored) -> {
          if (uri.startsWith(prefix)) {
            found.put(uri, stored.contents);
          }
        });
    return found;
  }

  /** Puts an object there. */
  public void put(String uri, byte[] contents) {
    objects.put(uri, new Stored(contents.clone(), generations.incrementAndGet()));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = Bodies.read(exchange);
      URI uri = exchange.getRequestURI();
      if (uri.getPath().startsWith("/batch/")) {
        batch(exchange, body);
        return;
      }
      Matcher upload = UPLOAD.matcher(uri.getRawPath());
      if (upload.matches()) {
        upload(exchange, upload, body);
        return;
      }
      Answer answer =
          answer(exchange.getRequestMethod(), uri, exchange.getRequestHeaders().getFirst("Range"));
      exchange.getResponseHeaders().set("Content-Type", answer.type);
      Bodies.answer(exchange, answer.status, answer.body);
    }
  }

  private Answer answer(String method, URI uri, String range) {
    String path = uri.getRawPath();
    Map<String, String> query = query(uri.getRawQuery());
    Matcher match = REWRITE.matcher(path);
    if (match.matches()) {
      return rewrite(uri(match, "bucket", "name"), uri(match, "toBucket", "toName"));
    }
    match = OBJECT.matcher(path);
    if (match.matches()) {
      String object = uri(match, "bucket", "name");
      if (method.equals("DELETE")) {
        return objects.remove(object) == null
            ? Answer.error(404, "No such object: " + object)
            : new Answer(204, "application/json", new byte[0]);
      }
      Stored stored = objects.get(object);
      if (stored == null) {
        return Answer.error(404, "No such object: " + object);
      }
      return "media".equals(query.get("alt"))
          ? media(stored, range)
          : Answer.json(describe(object, stored));
    }
    match = LIST.matcher(path);
    if (match.matches()) {
      return Answer.json(list(match.group("bucket"), query));
    }
    match = BUCKET.matcher(path);
    if (match.matches()) {
      return Answer.json(
          JSON.createObjectNode()
              .put("kind", "storage#bucket")
              .put("name", match.group("bucket"))
              .put("projectNumber", "1"));
    }
    return Answer.error(501, "the loopback does not know " + method + " " + uri);
  }

  /**
   * Refuses the next write of an object, as if the worker had been killed before it.
   *
   * @param uri regular expression of the whole URI
   */
  public void refuseOnce(String uri) {
    refusing.set(Pattern.compile(uri));
    refused = false;
  }

  /** Whether the write was refused. */
  public boolean refused() {
    return refused;
  }

  /**
   * Deletes the next object that is about to be renamed, as another worker would that takes it for
   * a dead one's.
   *
   * @param uri regular expression of the whole URI
   */
  public void forgetOnce(String uri) {
    forgetting.set(Pattern.compile(uri));
  }

  /**
   * Does the next write of an object, and answers that it failed, as if the worker had been killed
   * after it.
   *
   * @param uri regular expression of the whole URI
   */
  public void loseAnswerOnce(String uri) {
    losing.set(Pattern.compile(uri));
  }

  /** Whether nothing is left of what was to be forgotten or lost. */
  public boolean happened() {
    return forgetting.get() == null && losing.get() == null;
  }

  private static boolean takes(AtomicReference<Pattern> awaited, String uri) {
    Pattern pattern = awaited.get();
    return pattern != null
        && pattern.matcher(uri).matches()
        && awaited.compareAndSet(pattern, null);
  }

  private boolean refuses(String uri) {
    Pattern pattern = refusing.get();
    if (pattern != null && pattern.matcher(uri).matches()) {
      refused = refusing.compareAndSet(pattern, null) || refused;
      return true;
    }
    return false;
  }

  private Answer rewrite(String from, String to) {
    if (refuses(to)) {
      return Answer.error(403, "refused: " + to);
    }
    if (takes(forgetting, from)) {
      objects.remove(from);
    }
    Stored stored = objects.get(from);
    if (stored == null) {
      return Answer.error(404, "No such object: " + from);
    }
    put(to, stored.contents);
    if (takes(losing, to)) {
      return Answer.error(403, "lost: " + to);
    }
    ObjectNode done = JSON.createObjectNode().put("kind", "storage#rewriteResponse");
    done.put("done", true);
    done.set("resource", describe(to, objects.get(to)));
    return Answer.json(done);
  }

  private static Answer media(Stored stored, String range) {
    byte[] contents = stored.contents;
    Matcher bytes = RANGE.matcher(range == null ? "" : range);
    if (!bytes.matches()) {
      return new Answer(200, "application/octet-stream", contents);
    }
    int from = Integer.parseInt(bytes.group("from"));
    if (from >= contents.length) {
      return Answer.error(416, "range begins after the object's end");
    }
    int to =
        bytes.group("to").isEmpty()
            ? contents.length - 1
            : (int) Math.min(contents.length - 1L, Long.parseLong(bytes.group("to")));
    return new Answer(206, "application/octet-stream", Arrays.copyOfRange(contents, from, to + 1));
  }

  private ObjectNode list(String bucket, Map<String, String> query) {
    String prefix = "gs://" + bucket + "/" + query.getOrDefault("prefix", "");
    ObjectNode answer = JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = answer.putArray("items");
    objects.forEach(
        (uri, stored) -> {
          if (uri.startsWith(prefix)) {
            items.add(describe(uri, stored));
          }
        });
    return answer;
  }

  private static ObjectNode describe(String uri, Stored stored) {
    String path = uri.substring("gs://".length());
    int slash = path.indexOf('/');
    return JSON.createObjectNode()
        .put("kind", "storage#object")
        .put("bucket", path.substring(0, slash))
        .put("name", path.substring(slash + 1))
        .put("size", Integer.toString(stored.contents.length))
        .put("generation", Long.toString(stored.generation))
        .put("metageneration", "1")
        .put("contentType", "application/octet-stream")
        .put("timeCreated", "2026-01-01T00:00:00.000Z")
        .put("updated", "2026-01-01T00:00:00.000Z")
        .put("md5Hash", Base64.getEncoder().encodeToString(md5(stored.contents)));
  }

  @SuppressWarnings("deprecation") // What the service itself gives.
  private static byte[] md5(byte[] contents) {
    return Hashing.md5().hashBytes(contents).asBytes();
  }

  /** One session an object; its chunks are appended until the last. */
  private void upload(HttpExchange exchange, Matcher path, byte[] body) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String session = query.get("upload_id");
    if (session == null) {
      String name = query.get("name");
      if (name == null) {
        name = JSON.readTree(body).path("name").asText();
      }
      String uri = "gs://" + path.group("bucket") + "/" + name;
      if ("0".equals(query.get("ifGenerationMatch")) && objects.containsKey(uri)) {
        Answer there = Answer.error(412, uri + " is there already");
        Bodies.answer(exchange, there.status, there.body);
        return;
      }
      String id = generations.incrementAndGet() + "|" + uri;
      uploads.put(id, new ByteArrayOutputStream());
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              "http://"
                  + exchange.getRequestHeaders().getFirst("Host")
                  + exchange.getRequestURI().getRawPath()
                  + "?uploadType=resumable&upload_id="
                  + URLEncoder.encode(id, StandardCharsets.UTF_8));
      Bodies.answer(exchange, 200, new byte[0]);
      return;
    }
    ByteArrayOutputStream written = uploads.get(session);
    written.write(body);
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    if (range != null && range.endsWith("/*")) {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + (written.size() - 1));
      Bodies.answer(exchange, 308, new byte[0]);
      return;
    }
    String uri = session.substring(session.indexOf('|') + 1);
    put(uri, written.toByteArray());
    uploads.remove(session);
    Bodies.answer(
        exchange, 200, describe(uri, objects.get(uri)).toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Several requests as the parts of one. */
  private void batch(HttpExchange exchange, byte[] body) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String boundary = type.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
    StringBuilder answers = new StringBuilder();
    for (String part :
        Splitter.on("--" + boundary).split(new String(body, StandardCharsets.UTF_8))) {
      Matcher request =
          part.lines().map(REQUEST_LINE::matcher).filter(Matcher::matches).findFirst().orElse(null);
      if (request == null) {
        continue;
      }
      String id =
          part.lines()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-id:"))
              .map(line -> line.substring(line.indexOf(':') + 1).trim())
              .findFirst()
              .orElse("");
      Answer answer = answer(request.group("method"), URI.create(request.group("uri")), null);
      answers
          .append("--answer\r\nContent-Type: application/http\r\nContent-ID: ")
          .append(id.replace("<", "<response-"))
          .append("\r\n\r\nHTTP/1.1 ")
          .append(answer.status)
          .append(" status\r\nContent-Type: application/json\r\nContent-Length: ")
          .append(answer.body.length)
          .append("\r\n\r\n")
          .append(new String(answer.body, StandardCharsets.UTF_8))
          .append("\r\n");
    }
    answers.append("--answer--\r\n");
    exchange.getResponseHeaders().set("Content-Type", "multipart/mixed; boundary=answer");
    Bodies.answer(exchange, 200, answers.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String uri(Matcher match, String bucket, String name) {
    return "gs://" + decode(match.group(bucket)) + "/" + decode(match.group(name));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw != null) {
      for (String pair : Splitter.on('&').split(raw)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
        }
      }
    }
    return values;
  }
}
