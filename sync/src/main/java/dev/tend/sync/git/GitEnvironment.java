package dev.tend.sync.git;

import java.nio.file.Path;
import java.util.Map;

/**
 * What git access takes from around the process.
 *
 * @param variables for {@code tokenEnv} and the like
 * @param home whose {@code .ssh} has the usual keys and known hosts
 */
public record GitEnvironment(Map<String, String> variables, Path home) {
  public GitEnvironment {
    variables = Map.copyOf(variables);
  }

  @Override
  public String toString() {
    return "GitEnvironment[home=" + home + "]";
  }
}
