package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What became of requests for certificates. */
final class SigningRequestRules {
  private static final String APPROVED = "Approved";
  private static final String DENIED = "Denied";
  private static final String FAILED = "Failed";
  private static final List<String> ONLY_TRUE = List.of("True");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final String TYPE = "[]certificates.CertificateSigningRequestCondition";

  private SigningRequestRules() {}

  /** By who signs: the certificate may be added, and no approval. */
  static final Change SIGNED =
      (before, now, faults) -> {
        state(before, now, faults);
        for (String type : List.of(APPROVED, DENIED)) {
          approvals(type, before, now, faults);
        }
        Field old = before.at("status", "certificate");
        Field certificate = now.at("status", "certificate");
        if (Change.differs(old, certificate) && !old.isEmpty()) {
          faults.forbidden(certificate, "updates may not modify existing certificate content");
        }
      };

  /** By who approves or denies. */
  static final Change APPROVAL =
      (before, now, faults) -> {
        state(before, now, faults);
        Field certificate = now.at("status", "certificate");
        if (Change.differs(before.at("status", "certificate"), certificate)) {
          faults.forbidden(certificate, "updates may not set certificate content");
        }
      };

  private static void state(Field before, Field now, Faults faults) {
    conditions(before.at("status", "conditions"), now.at("status", "conditions"), faults);
    Field certificate = now.at("status", "certificate");
    if (Change.differs(before.at("status", "certificate"), certificate)) {
      Certificates.fault(certificate.text())
          .ifPresent(why -> faults.invalidText(certificate, "<certificate data>", why));
    }
    for (String type : List.of(APPROVED, DENIED, FAILED)) {
      if (found(now, type).size() < found(before, type).size()) {
        faults.forbidden(
            now.at("status", "conditions"),
            "updates may not remove a condition of type \"%s\"".formatted(type));
      }
    }
  }

  /** What was wrong before may stay so. */
  private static void conditions(Field before, Field now, Faults faults) {
    List<String> old = before.items().stream().map(one -> one.at("type").text()).toList();
    boolean bothBefore = old.contains(APPROVED) && old.contains(DENIED);
    boolean twiceBefore = new HashSet<>(old).size() < old.size();
    Set<String> seen = new HashSet<>();
    for (Field condition : now.items()) {
      Field type = condition.at("type");
      Field status = condition.at("status");
      if (!old.contains("")) {
        Checks.REQUIRED.check(type, faults);
      }
      boolean decided = List.of(APPROVED, DENIED, FAILED).contains(type.text());
      List<String> allowed = decided ? ONLY_TRUE : STATUSES;
      if (status.isEmpty()) {
        faults.required(status);
      } else if (!allowed.contains(status.text())) {
        faults.unsupported(status, allowed);
      }
      String other = type.is(APPROVED) ? DENIED : type.is(DENIED) ? APPROVED : "-";
      if (!bothBefore && seen.contains(other)) {
        faults.invalidText(
            now, type.text(), "Approved and Denied conditions are mutually exclusive");
      }
      if (!seen.add(type.text()) && !twiceBefore) {
        faults.duplicateText(type, type.text());
      }
    }
  }

  private static void approvals(String type, Field before, Field now, Faults faults) {
    ArrayNode old = found(before, type);
    ArrayNode fresh = found(now, type);
    Field list = now.at("status", "conditions");
    if (fresh.size() > old.size()) {
      faults.forbidden(list, "updates may not add a condition of type \"%s\"".formatted(type));
    } else if (fresh.size() == old.size() && !fresh.equals(old)) {
      faults.forbidden(
          list,
          "updates may not modify a condition of type \"%s\"\n%s"
              .formatted(type, GoTypes.known().diff(TYPE, old, fresh)));
    }
  }

  private static ArrayNode found(Field request, String type) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (Field condition : request.at("status", "conditions").items()) {
      if (condition.at("type").is(type)) {
        found.add(condition.node());
      }
    }
    return found;
  }
}
