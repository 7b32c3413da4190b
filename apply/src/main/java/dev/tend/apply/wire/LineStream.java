package dev.tend.apply.wire;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** An answer that is read line by line while it comes. */
public final class LineStream implements AutoCloseable {
  private final CompletableFuture<ApiResponse> end;
  private final Runnable stop;

  /**
   * @param end see {@link #end()}
   * @param stop lets the rest of the answer go
   */
  public LineStream(CompletableFuture<ApiResponse> end, Runnable stop) {
    this.end = end;
    this.stop = stop;
  }

  /**
   * Completes when the server ends the stream, with the bytes after the last line break (the body
   * of a refusal has none); fails when the connection breaks.
   */
  public CompletableFuture<ApiResponse> end() {
    return end;
  }

  @Override
  public void close() {
    stop.run();
    end.completeExceptionally(new CancellationException("closed"));
  }
}
