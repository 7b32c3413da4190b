package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Paints progress at the foot of the terminal, on a thread of its own, and wipes it at the end. */
final class LivePainter implements AutoCloseable {
  private static final int REPAINT_MILLIS = 100;

  private final Console console;
  private final Clock clock;
  private final Progress progress;
  private final Terminal terminal;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> permanent = new ArrayList<>();
  private int painted;
  private boolean closed;

  LivePainter(Console console) {
    this.console = console;
    this.clock = console.clock();
    this.progress = new Progress(clock.instant());
    this.terminal = terminal();
    this.thread = Thread.ofPlatform().daemon().name("progress").start(this::run);
  }

  /** JLine knows the size of the terminal; input and signals stay as they are. */
  private static Terminal terminal() {
    try {
      return TerminalBuilder.builder()
          .systemOutput(TerminalBuilder.SystemOutput.SysErr)
          .dumb(true)
          .nativeSignals(false)
          .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes an event in, and lines that scroll by for good. */
  void add(ApplyEvent event, List<String> lines) {
    lock.lock();
    try {
      progress.add(event);
      permanent.addAll(lines);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      lock.lock();
      try {
        if (closed) {
          return;
        }
        paint(true);
      } finally {
        lock.unlock();
      }
      try {
        Thread.sleep(REPAINT_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void paint(boolean withProgress) {
    StringBuilder text = new StringBuilder();
    text.append("\u001b[?25l\r");
    if (painted > 1) {
      text.append("\u001b[").append(painted - 1).append('A');
    }
    text.append("\u001b[J");
    permanent.forEach(line -> text.append(line).append("\r\n"));
    permanent.clear();
    painted = 0;
    if (withProgress) {
      int width = terminal.getWidth() > 0 ? terminal.getWidth() : 80;
      int height = terminal.getHeight() > 0 ? terminal.getHeight() : 24;
      List<String> lines =
          progress.lines(clock.instant(), width, height - 1, console.errPalette(), console.theme());
      text.append(String.join("\r\n", lines));
      painted = lines.size();
    } else {
      text.append("\u001b[?25h");
    }
    PrintStream err = console.err();
    err.print(text);
    err.flush();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      paint(false);
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      terminal.close();
    } catch (IOException e) {
      console.detail("closing the terminal: " + e.getMessage());
    }
  }
}
