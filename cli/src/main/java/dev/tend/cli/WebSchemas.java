package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Sha256;
import dev.tend.render.LimitedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Schemas on the web. What was read is kept in the user's cache; a day later the server is asked
 * whether it changed, and where that can't be had what is kept still counts.
 */
final class WebSchemas {
  static final int MAX_BYTES = 32 * 1024 * 1024;
  static final Duration FRESH = Duration.ofDays(1);
  private static final int FOUND = 200;
  private static final int UNCHANGED = 304;
  private static final int ABSENT = 404;
  private static final int GONE = 410;

  private final Path cache;
  private final Clock clock;
  private final Duration timeout;
  private @Nullable HttpClient client;

  /**
   * @param timeout for one answer as a whole
   */
  WebSchemas(Path cache, Clock clock, Duration timeout) {
    this.cache = cache;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** Empty where the server says that there is none. */
  Optional<String> read(String url) throws IOException {
    Kept kept = new Kept(cache.resolve(Sha256.hex(url)));
    if (kept.isThere() && kept.asked().plus(FRESH).isAfter(clock.instant())) {
      return Optional.of(kept.text());
    }
    try {
      HttpResponse<byte[]> answer = ask(url, kept);
      switch (answer.statusCode()) {
        case FOUND -> kept.write(answer);
        case UNCHANGED -> kept.confirm();
        case ABSENT, GONE -> {
          return Optional.empty();
        }
        default -> throw failure(url, "the server answered " + answer.statusCode(), null);
      }
    } catch (KnownFailure failure) {
      if (!kept.isThere()) {
        throw failure;
      }
    }
    return Optional.of(kept.text());
  }

  private HttpResponse<byte[]> ask(String url, Kept kept) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    try {
      request.uri(URI.create(url)).timeout(timeout).header("User-Agent", "tend");
    } catch (IllegalArgumentException e) {
      throw failure(url, "that is no URL", e);
    }
    kept.tag().ifPresent(tag -> request.header("If-None-Match", tag));
    var answer = client().sendAsync(request.build(), info -> new LimitedBody(MAX_BYTES));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw late(url, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw failure(url, "interrupted", e);
    } catch (ExecutionException e) {
      // The client's own clock may be the first to say so, that for connecting included.
      throw e.getCause() instanceof HttpTimeoutException ? late(url, e) : failure(url, said(e), e);
    }
  }

  /** What the innermost of several causes says that says anything. */
  private static String said(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
      String message = each.getMessage();
      said = message == null ? each.getClass().getSimpleName() : message;
    }
    return said;
  }

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(timeout)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      client = known;
    }
    return known;
  }

  private KnownFailure late(String url, Exception cause) {
    return failure(url, "no complete answer within " + timeout.toSeconds() + " s", cause);
  }

  private static KnownFailure failure(String url, String reason, @Nullable Throwable cause) {
    return new KnownFailure("Reading the schema " + url + ": " + reason, "", cause);
  }

  /** A file of the cache, and beside it the tag that the server gave it; its time is of asking. */
  private final class Kept {
    private final Path file;
    private final Path tag;

    Kept(Path file) {
      this.file = file;
      this.tag = file.resolveSibling(file.getFileName() + ".etag");
    }

    boolean isThere() {
      return Files.isRegularFile(file);
    }

    Instant asked() throws IOException {
      return Files.getLastModifiedTime(file).toInstant();
    }

    String text() throws IOException {
      return Files.readString(file);
    }

    Optional<String> tag() throws IOException {
      return isThere() && Files.isRegularFile(tag)
          ? Optional.of(Files.readString(tag))
          : Optional.empty();
    }

    void confirm() throws IOException {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    /** In this order, so that no tag ever stands beside another text than its own. */
    void write(HttpResponse<byte[]> answer) throws IOException {
      Files.createDirectories(cache);
      Files.deleteIfExists(tag);
      Path fresh = Files.createTempFile(cache, "new", "");
      Files.writeString(fresh, new String(answer.body(), StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      confirm();
      Optional<String> given = answer.headers().firstValue("ETag");
      if (given.isPresent()) {
        Files.writeString(tag, given.get());
      }
    }
  }
}
