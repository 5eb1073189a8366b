package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gauntlet.data.WorkFailedException.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class WorkFailedExceptionTest {
  private final IllegalStateException cause = new IllegalStateException("it is broken");

  private WorkFailedException fail() {
    return assertThrows(
        WorkFailedException.class,
        () ->
            WorkFailedException.tell(
                Place.STUDIES,
                () -> "study 12",
                () ->
                    WorkFailedException.tell(
                        Place.WORK,
                        () -> "make pgd against image",
                        () -> {
                          throw cause;
                        })));
  }

  @Test
  void eachPlaceAddsItsPartAndTheCauseStays() {
    WorkFailedException failure = WorkFailedException.at(Place.STAGE, "attack", fail());
    assertEquals("attack, make pgd against image, study 12", failure.where());
    assertEquals(
        "attack, make pgd against image, study 12: it is broken", failure.getMessage());
    assertSame(cause, failure.getCause());
  }

  @Test
  void theInnermostNameOfAPlaceCounts() {
    assertEquals(
        "make pgd against image, study 12",
        WorkFailedException.at(Place.WORK, "score", fail()).where());
  }

  @Test
  void memoryThatRunsOutIsToldToo() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    WorkFailedException failure =
        assertThrows(
            WorkFailedException.class,
            () ->
                WorkFailedException.tell(
                    Place.WORK,
                    () -> "work",
                    () -> {
                      throw error;
                    }));
    assertSame(error, failure.getCause());
  }

  @Test
  void itTravels() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(fail());
    }
    try (ObjectInputStream stream =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      WorkFailedException back =
          assertInstanceOf(WorkFailedException.class, stream.readObject());
      assertEquals("make pgd against image, study 12", back.where());
      assertEquals("it is broken", back.getCause().getMessage());
    }
  }
}
