package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of events and of requests for certificates. */
final class RecordRules {
  private static final List<String> USAGES =
      List.of(
          "any",
          "cert sign",
          "client auth",
          "code signing",
          "content commitment",
          "crl sign",
          "data encipherment",
          "decipher only",
          "digital signature",
          "email protection",
          "encipher only",
          "ipsec end system",
          "ipsec tunnel",
          "ipsec user",
          "key agreement",
          "key encipherment",
          "microsoft sgc",
          "netscape sgc",
          "ocsp signing",
          "s/mime",
          "server auth",
          "signing",
          "timestamping");

  private static final Pattern SIGNER =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+/.+");

  private static final int SHORTEST_SECONDS = 600;

  private RecordRules() {}

  static void event(ObjectNode event, Violations violations) {
    JsonNode about = event.path("involvedObject").path("namespace");
    String own = Meta.namespace(event);
    boolean fits =
        about.asText("").isEmpty()
            ? own.equals("default") || own.equals("kube-system")
            : about.asText().equals(own);
    if (!fits) {
      violations.invalid(
          "involvedObject.namespace", about.asText(""), "does not match event.namespace");
    }
  }

  static void signingRequest(ObjectNode object, Violations violations) {
    JsonNode spec = object.path("spec");
    if (!isPem(spec.path("request").asText(""))) {
      violations.invalid(
          "spec.request", spec.path("request"), "PEM block type must be CERTIFICATE REQUEST");
    }
    JsonNode usages = spec.path("usages");
    if (usages.isEmpty()) {
      violations.required("spec.usages");
    }
    for (int i = 0; i < usages.size(); i++) {
      if (!USAGES.contains(usages.get(i).asText())) {
        violations.unsupported("spec.usages[%d]".formatted(i), usages.get(i), USAGES);
      }
    }
    String signer = spec.path("signerName").asText("");
    if (signer.isEmpty()) {
      violations.required("spec.signerName");
    } else if (!SIGNER.matcher(signer).matches()) {
      violations.invalid(
          "spec.signerName",
          signer,
          "must be a fully qualified domain and path of the form 'example.com/signer-name'");
    }
    JsonNode seconds = spec.path("expirationSeconds");
    if (seconds.isNumber() && seconds.asLong() < SHORTEST_SECONDS) {
      violations.invalid(
          "spec.expirationSeconds",
          seconds,
          "may not specify a duration less than 600 seconds (10 minutes)");
    }
  }

  private static boolean isPem(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return new String(bytes, StandardCharsets.US_ASCII)
          .contains("-----BEGIN CERTIFICATE REQUEST-----");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
