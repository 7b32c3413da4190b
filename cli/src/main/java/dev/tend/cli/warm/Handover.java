package dev.tend.cli.warm;

import dev.tend.cli.output.Environment;
import dev.tend.cli.warm.Frames.Frame;
import dev.tend.cli.warm.Frames.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands a command over to the sandbox's process, when one runs and the command suits it. */
public final class Handover {
  /** {@code TEND_WARM=off} keeps each command in its own process. */
  public static final String VARIABLE = "TEND_WARM";

  /** What touches no cluster, so that it is the same wherever it runs. */
  private static final Set<String> OFFLINE = Set.of("render", "validate", "explain");

  /** What may use the sandbox, and then does it from inside. */
  private static final Set<String> ON_CLUSTER =
      Set.of("diff", "apply", "delete", "status", "history", "rollback", "rollout");

  /** What speaks of another cluster, or leaves files with the permissions that the caller gives. */
  private static final Set<String> STAYING =
      Set.of("--kubeconfig", "--context", "--fix", "--output-dir", "server");

  /** What waits and paints on a terminal meanwhile; it tells what it did when it is interrupted. */
  private static final Set<String> WAITING = Set.of("apply", "delete", "rollback", "rollout");

  /** How long a process may take to say that it lives. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Environment environment;
  private final Frames frames;

  private Handover(Environment environment, Frames frames) {
    this.environment = environment;
    this.frames = frames;
  }

  /**
   * Runs the command in the warm process.
   *
   * @param folder the sandbox's state
   * @return its exit code; empty where it has to be run here: nothing of it has happened then
   */
  public static OptionalInt attempt(Path folder, Environment environment, String... arguments) {
    return attempt(folder, environment, PATIENCE, arguments);
  }

  static OptionalInt attempt(
      Path folder, Environment environment, Duration patience, String... arguments) {
    if (!suits(environment, arguments) || !Files.exists(WarmServer.socket(folder))) {
      return OptionalInt.empty();
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(WarmServer.socket(folder)));
      try (Frames frames = new Frames(channel)) {
        Handover handover = new Handover(environment, frames);
        return handover.offer(channel, patience, arguments)
            ? OptionalInt.of(handover.run(arguments[0]))
            : OptionalInt.empty();
      }
    } catch (IOException | UnsupportedOperationException e) {
      return OptionalInt.empty();
    }
  }

  static boolean suits(Environment environment, String... arguments) {
    String command = arguments.length == 0 ? "" : arguments[0];
    boolean off = Set.of("off", "0", "false").contains(environment.variable(VARIABLE));
    boolean paints = WAITING.contains(command) && environment.errIsTerminal();
    return !off
        && !paints
        && Arrays.stream(arguments).noneMatch(Handover::stays)
        && (OFFLINE.contains(command)
            || (ON_CLUSTER.contains(command) && onSandbox(environment, arguments)));
  }

  /** {@code --option} and {@code --option=value} alike, and {@code --option=server}. */
  private static boolean stays(String argument) {
    int equals = argument.indexOf('=');
    return STAYING.contains(equals < 0 ? argument : argument.substring(0, equals))
        || argument.endsWith("=server");
  }

  private static boolean onSandbox(Environment environment, String... arguments) {
    return List.of(arguments).contains("--sandbox")
        || Set.of("1", "true").contains(environment.variable("TEND_SANDBOX"));
  }

  /** Whether the other side is of the same build, has a place free, and answers in time. */
  private boolean offer(SocketChannel channel, Duration patience, String... arguments)
      throws IOException {
    AtomicBoolean answered = new AtomicBoolean();
    Thread.ofPlatform()
        .daemon()
        .name("patience")
        .start(() -> losePatience(channel, patience, answered));
    frames.send(Invocation.of(environment, Build.stamp(), arguments));
    boolean ready = frames.next().kind() == Kind.READY;
    if (!answered.compareAndSet(false, true)) {
      return false;
    }
    if (ready) {
      frames.send(Kind.RUN);
    }
    return ready;
  }

  private static void losePatience(
      SocketChannel channel, Duration patience, AtomicBoolean answered) {
    try {
      Thread.sleep(patience);
      if (answered.compareAndSet(false, true)) {
        channel.close();
      }
    } catch (InterruptedException | IOException e) {
      // The command is over by then, or the channel is closed anyhow.
    }
  }

  private int run(String command) {
    if (WAITING.contains(command)) {
      // Aside, since it takes longer than the server needs to begin.
      Thread.ofPlatform()
          .daemon()
          .name("signals")
          .start(() -> environment.signals().accept(this::interrupt));
    }
    try {
      while (true) {
        Frame frame = frames.next();
        switch (frame.kind()) {
          case OUT -> print(environment.out(), frame.bytes());
          case ERR -> print(environment.err(), frame.bytes());
          case WANT_INPUT -> Thread.ofPlatform().daemon().name("input").start(this::sendInput);
          case END -> {
            return frame.bytes()[0] & 0xff;
          }
          case READY, RUN, INPUT, INPUT_FAULT, INTERRUPT -> throw new IOException("out of turn");
        }
      }
    } catch (IOException e) {
      environment
          .err()
          .println(
              "error: the sandbox's process ended before this command did\n"
                  + "  try: run it again, with "
                  + VARIABLE
                  + "=off to keep it in a process of its own");
      environment.err().flush();
      return 3;
    }
  }

  private static void print(PrintStream stream, byte[] bytes) {
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }

  private void sendInput() {
    byte[] bytes = new byte[8192];
    try {
      int count = environment.in().read(bytes);
      send(Kind.INPUT, bytes, Math.max(count, 0));
    } catch (IOException e) {
      byte[] why = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      send(Kind.INPUT_FAULT, why, why.length);
    }
  }

  private void interrupt() {
    send(Kind.INTERRUPT, new byte[] {}, 0);
  }

  private void send(Kind kind, byte[] bytes, int length) {
    try {
      frames.send(kind, bytes, 0, length);
    } catch (IOException e) {
      // The command is over: nobody reads.
    }
  }
}
