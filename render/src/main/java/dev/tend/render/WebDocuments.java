package dev.tend.render;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.SourceText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a document from the web. */
final class WebDocuments {
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private final Duration timeout;

  WebDocuments(Duration timeout) {
    this.timeout = timeout;
  }

  SourceText fetch(Source.Web source) {
    HttpResponse<byte[]> response = fetch(source.uri());
    int status = response.statusCode();
    if (status != 200) {
      throw new KnownFailure(
          "Fetching " + response.uri() + ": the server answered " + status + reason(status),
          status == 401 || status == 403
              ? "tend sends no credentials: fetch the file yourself and give it as -"
              : "");
    }
    SourceText text = Reading.text(source.name(), response.body());
    if (looksLikePage(text.text())) {
      throw new KnownFailure(
          "Fetching " + response.uri() + ": this is a web page, not YAML or JSON",
          "Take the URL of the raw file");
    }
    return text;
  }

  private HttpResponse<byte[]> fetch(URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("User-Agent", "tend")
            .header("Accept", "application/yaml, application/json, text/plain, */*;q=0.5")
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(timeout)
            .build()) {
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(request, info -> new LimitedBody(MAX_BYTES));
      try {
        return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        client.shutdownNow();
        throw failure(uri, "no complete answer within " + timeout.toSeconds() + " s", e);
      } catch (InterruptedException e) {
        client.shutdownNow();
        Thread.currentThread().interrupt();
        throw failure(uri, "interrupted", e);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw failure(uri, said(cause), cause);
      }
    }
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    if (message == null && cause.getCause() != null) {
      message = cause.getCause().getMessage();
    }
    String type = cause instanceof IOException ? "" : cause.getClass().getSimpleName() + " ";
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : type + message;
  }

  private static KnownFailure failure(URI uri, String reason, Throwable cause) {
    return new KnownFailure("Fetching " + uri + ": " + reason, "", cause);
  }

  private static String reason(int status) {
    return switch (status) {
      case 401 -> " (unauthorized)";
      case 403 -> " (forbidden)";
      case 404 -> " (not found)";
      case 410 -> " (gone)";
      case 429 -> " (too many requests)";
      case 500 -> " (internal error)";
      case 502 -> " (bad gateway)";
      case 503 -> " (unavailable)";
      default -> "";
    };
  }

  private static boolean looksLikePage(String text) {
    String begin = text.stripLeading();
    return begin.regionMatches(true, 0, "<!doctype html", 0, 14)
        || begin.regionMatches(true, 0, "<html", 0, 5);
  }
}
