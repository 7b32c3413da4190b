package dev.tend.sandbox.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed transcripts: {@code AREA/NAME.txt}. */
final class Transcripts {
  static final Path FOLDER = Path.of("..", "testdata", "conformance");

  /** The area that every kubectl plays. */
  static final String SMOKE = "smoke";

  private static final String ENDING = ".txt";

  private Transcripts() {}

  /**
   * @param only the beginnings of the titles that are wanted, with commas between; empty for all
   */
  static List<Transcript> read(String only) {
    try (Stream<Path> files = Files.walk(FOLDER, 2)) {
      return files
          .filter(file -> file.getNameCount() == FOLDER.getNameCount() + 2)
          .sorted()
          .map(Transcripts::read)
          .filter(
              transcript -> Stream.of(only.split(",", -1)).anyMatch(transcript.title()::startsWith))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ExpectedDifferences expectedDifferences() {
    try {
      return ExpectedDifferences.read(Files.readString(FOLDER.resolve("differences.txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Transcript transcript) throws IOException {
    Files.writeString(file(transcript), TranscriptWriter.write(transcript));
  }

  private static Path file(Transcript transcript) {
    return FOLDER.resolve(transcript.area()).resolve(transcript.name() + ENDING);
  }

  private static Transcript read(Path file) {
    String name = String.valueOf(file.getFileName());
    String area = String.valueOf(file.getName(FOLDER.getNameCount()));
    if (!name.endsWith(ENDING)) {
      throw new IllegalArgumentException("no transcript: " + file);
    }
    try {
      return TranscriptReader.read(
          area, name.substring(0, name.length() - ENDING.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
