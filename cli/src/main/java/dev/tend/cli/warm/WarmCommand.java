package dev.tend.cli.warm;

import dev.tend.cli.output.Environment;
import dev.tend.cli.warm.Frames.Frame;
import dev.tend.cli.warm.Frames.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntBiFunction;

/** One command of another process, run here: its streams and signals come and go in frames. */
final class WarmCommand {
  private static final int BUFFER = 32 << 10;
  private static final int INTERRUPTED = 130;
  private static final Runnable CAME = () -> {};

  private final Frames frames;
  private final Invocation invocation;
  private final ToIntBiFunction<Environment, String[]> commands;
  private final FrameInput input;

  /** What a signal does; {@link #CAME} once it came, so that it comes once. */
  private final AtomicReference<Runnable> onSignal = new AtomicReference<>(CAME);

  WarmCommand(
      Frames frames, Invocation invocation, ToIntBiFunction<Environment, String[]> commands) {
    this.frames = frames;
    this.invocation = invocation;
    this.commands = commands;
    this.input = new FrameInput(frames);
  }

  void run() throws IOException {
    frames.send(Kind.READY);
    if (frames.next().kind() != Kind.RUN) {
      return;
    }
    Thread self = Thread.currentThread();
    onSignal.set(() -> leave(self));
    Thread.ofPlatform().daemon().name("command-input").start(this::listen);
    try (PrintStream out = stream(Kind.OUT);
        PrintStream err = stream(Kind.ERR)) {
      Environment environment =
          new Environment(
              input,
              out,
              err,
              invocation.variables(),
              invocation.workingDirectory(),
              Clock.systemUTC(),
              invocation.terminals(),
              this::onSignal);
      int exitCode =
          commands.applyAsInt(environment, invocation.arguments().toArray(String[]::new));
      out.flush();
      err.flush();
      frames.send(Kind.END, new byte[] {(byte) exitCode}, 0, 1);
    } finally {
      onSignal.set(CAME);
    }
  }

  /** What a signal does to a command that has no plan for it: it ends for whoever waits. */
  private void leave(Thread command) {
    try {
      frames.send(Kind.END, new byte[] {(byte) INTERRUPTED}, 0, 1);
    } catch (IOException e) {
      // Nobody waits.
    } finally {
      // After the answer, so that what the command makes of it doesn't come first.
      command.interrupt();
    }
  }

  private PrintStream stream(Kind kind) {
    return new PrintStream(
        new BufferedOutputStream(frames.stream(kind), BUFFER), false, StandardCharsets.UTF_8);
  }

  private void onSignal(Runnable action) {
    Runnable before = onSignal.getAndUpdate(present -> present == CAME ? CAME : action);
    if (before == CAME) {
      action.run();
    }
  }

  /** A caller that is gone is one that was interrupted. */
  private void listen() {
    try {
      while (true) {
        Frame frame = frames.next();
        if (frame.kind() == Kind.INPUT) {
          input.add(frame.bytes());
        } else if (frame.kind() == Kind.INPUT_FAULT) {
          input.fail(new String(frame.bytes(), StandardCharsets.UTF_8));
        } else if (frame.kind() == Kind.INTERRUPT) {
          onSignal.getAndSet(CAME).run();
        }
      }
    } catch (IOException e) {
      input.add(new byte[] {});
      onSignal.getAndSet(CAME).run();
    }
  }
}
