package io.gauntlet.pipelines.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was erased from a run, in its file {@code erasures.json}. An entry is written before the
 * first file is touched, and completed once the last one is: an entry without an end is an erasure
 * that was stopped, and goes on.
 *
 * @param entries in the order of time
 */
record ErasureLog(ImmutableList<Entry> entries) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int SALT_BYTES = 16;

  /**
   * One study.
   *
   * @param study which it was
   * @param begun when, in UTC
   * @param ended when; empty where it was stopped
   * @param version of Gauntlet that did it
   * @param parts of the outcomes that are written anew, by name
   * @param removed what there was of it
   * @param manifest digest of the run's manifest before; empty where there was none
   * @param manifestAfter the same after it
   */
  record Entry(
      StudyDigest study,
      String begun,
      String ended,
      String version,
      List<String> parts,
      Removed removed,
      String manifest,
      String manifestAfter) {

    /** A log may be of a version that wrote no parts down. */
    Entry {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /** The same at its end. */
    Entry done(String time, String after) {
      return new Entry(study, begun, time, version, parts, removed, manifest, after);
    }

    Set<PartName> changing() {
      return parts.stream().flatMap(name -> PartName.of(name).stream()).collect(Collectors.toSet());
    }

    boolean isDone() {
      return !ended.isEmpty();
    }
  }

  /**
   * A digest by which a study is known again when it is named once more. It is no secret: who can
   * guess a uid can check the guess.
   *
   * @param salt random bytes, in hexadecimal
   * @param digest SHA-256 of the salt's text, a zero byte and the uid in UTF-8, in hexadecimal
   */
  record StudyDigest(String salt, String digest) {

    static StudyDigest of(String uid) {
      byte[] salt = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(salt);
      return of(BaseEncoding.base16().lowerCase().encode(salt), uid);
    }

    private static StudyDigest of(String salt, String uid) {
      return new StudyDigest(
          salt,
          Hashing.sha256()
              .newHasher()
              .putString(salt, StandardCharsets.UTF_8)
              .putByte((byte) 0)
              .putString(uid, StandardCharsets.UTF_8)
              .hash()
              .toString());
    }

    boolean isOf(String uid) {
      return equals(of(salt, uid));
    }
  }

  /** The log of a run; empty where nothing was erased. */
  static ErasureLog read(Location run) throws IOException {
    RunFiles files = new RunFiles(run);
    try {
      return new ErasureLog(
          ImmutableList.copyOf(JSON.readValue(files.read(RunFolder.ERASURES), Entry[].class)));
    } catch (FileNotFoundException e) {
      return new ErasureLog(ImmutableList.of());
    } catch (JsonProcessingException e) {
      throw new IOException(
          files.describe(RunFolder.ERASURES) + " is not the one that was written; bring it back",
          e);
    }
  }

  /** Writes it down. */
  void write(Location run) throws IOException {
    new RunFiles(run).write(RunFolder.ERASURES, JSON.writeValueAsBytes(entries));
  }

  /** The last erasure of a study; empty where there was none. */
  Optional<Entry> of(String uid) {
    return entries.reverse().stream().filter(entry -> entry.study().isOf(uid)).findFirst();
  }

  /** The number of a study's erasure, from 1; of one that is not there yet the next. */
  int number(String uid) {
    return of(uid).map(entry -> 1 + entries.indexOf(entry)).orElse(1 + entries.size());
  }

  /** With an entry, in the place of the one that it completes. */
  ErasureLog with(Entry entry) {
    List<Entry> all = new ArrayList<>(entries);
    int place = Iterables.indexOf(all, other -> other.study().equals(entry.study()));
    if (place < 0) {
      all.add(entry);
    } else {
      all.set(place, entry);
    }
    return new ErasureLog(ImmutableList.copyOf(all));
  }
}
