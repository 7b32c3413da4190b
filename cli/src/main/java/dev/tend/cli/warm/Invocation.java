package dev.tend.cli.warm;

import dev.tend.cli.output.Environment;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line with all that it takes from the process in which it was typed.
 *
 * @param build which build of tend asks; only the same one may answer
 */
record Invocation(
    String build,
    List<String> arguments,
    Map<String, String> variables,
    Path workingDirectory,
    String terminals) {
  /** No command line and no environment is as large as this. */
  private static final int MOST = 16 << 20;

  Invocation {
    arguments = List.copyOf(arguments);
    variables = Map.copyOf(variables);
  }

  static Invocation of(Environment environment, String build, String... arguments) {
    return new Invocation(
        build,
        List.of(arguments),
        environment.variables(),
        environment.workingDirectory(),
        environment.terminals());
  }

  void write(DataOutputStream to) throws IOException {
    text(to, build);
    to.writeInt(arguments.size());
    for (String argument : arguments) {
      text(to, argument);
    }
    to.writeInt(variables.size());
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text(to, variable.getKey());
      text(to, variable.getValue());
    }
    text(to, workingDirectory.toString());
    text(to, terminals);
  }

  static Invocation read(DataInputStream from) throws IOException {
    String build = text(from);
    List<String> arguments = new ArrayList<>();
    for (int left = count(from); left > 0; left--) {
      arguments.add(text(from));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int left = count(from); left > 0; left--) {
      variables.put(text(from), text(from));
    }
    String folder = text(from);
    try {
      return new Invocation(build, arguments, variables, Path.of(folder), text(from));
    } catch (InvalidPathException e) {
      throw new IOException("no folder: " + folder, e);
    }
  }

  private static void text(DataOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  private static String text(DataInputStream from) throws IOException {
    return new String(from.readNBytes(count(from)), StandardCharsets.UTF_8);
  }

  private static int count(DataInputStream from) throws IOException {
    int count = from.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a count of " + count);
    }
    return count;
  }
}
