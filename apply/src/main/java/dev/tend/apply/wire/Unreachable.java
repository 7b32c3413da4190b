package dev.tend.apply.wire;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says why a server gave no answer. */
final class Unreachable {
  private Unreachable() {}

  /** Trying again can't help. */
  static boolean isForGood(Throwable failure) {
    return failure instanceof SSLException
        || chain(failure).anyMatch(CertificateException.class::isInstance)
        || isUnknownHost(failure);
  }

  static KnownFailure explain(Endpoint endpoint, Throwable failure) {
    Reason reason = reason(failure);
    return new KnownFailure(
        "Couldn't reach the cluster at %s: %s".formatted(endpoint.description(), reason.text),
        reason.hint,
        failure);
  }

  private record Reason(String text, String hint) {}

  private static Reason reason(Throwable failure) {
    String choose = "--context names another cluster, --sandbox uses the embedded control plane";
    Optional<CertificateException> certificate =
        chain(failure)
            .filter(CertificateException.class::isInstance)
            .map(CertificateException.class::cast)
            .findFirst();
    if (certificate.isPresent()) {
      return new Reason(
          "its certificate isn't trusted: " + text(certificate.get()),
          "Check certificate-authority-data and the server's name in the kubeconfig; the cluster"
              + " may have been made anew");
    }
    if (failure instanceof SSLException) {
      return new Reason(
          "TLS failed: " + text(failure),
          "Check that the server's address wants https, and the client certificate");
    }
    if (isUnknownHost(failure)) {
      return new Reason(
          "its host name doesn't resolve", "Check the network and the VPN; " + choose);
    }
    if (failure instanceof HttpTimeoutException) {
      return new Reason("it gave no answer in time", "Check the network and the VPN; " + choose);
    }
    if (failure instanceof ConnectException) {
      return new Reason("connection refused", "Is it running? " + choose);
    }
    if (failure instanceof IOException) {
      return new Reason("the connection broke: " + text(failure), "Try again");
    }
    return new Reason(text(failure), choose);
  }

  private static boolean isUnknownHost(Throwable failure) {
    return chain(failure)
        .anyMatch(
            cause ->
                cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
