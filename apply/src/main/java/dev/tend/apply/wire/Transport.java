package dev.tend.apply.wire;

import java.io.IOException;
import java.util.function.Consumer;

/** Carries requests to one API server, each once: what is worth another try decides who asks. */
public interface Transport extends AutoCloseable {
  /**
   * Sends and waits for the answer, whatever its status.
   *
   * @throws IOException where no answer comes
   * @throws InterruptedException at once; the request may have arrived
   */
  ApiResponse send(ApiRequest request) throws IOException, InterruptedException;

  /**
   * Follows an answer that has no end, such as a watch, line by line.
   *
   * @param lines called on a thread of the transport: must be quick
   */
  LineStream follow(ApiRequest request, Consumer<byte[]> lines);

  @Override
  void close();
}
