package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.admission.Plugin;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.store.GroupKind;

/** Who approves or signs a request for a certificate must be allowed to for its signer. */
public final class SignerRights implements Plugin {
  private static final String GROUP = "certificates.k8s.io";
  private static final GroupKind REQUEST = new GroupKind(GROUP, "CertificateSigningRequest");
  private static final String CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";
  private static final String MASTERS = "system:masters";

  private final Authorizer authorizer;

  public SignerRights(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public boolean seesParts() {
    return true;
  }

  @Override
  public void validate(Attempt attempt) {
    if (!attempt.isOf(REQUEST)) {
      return;
    }
    JsonNode spec = (attempt.live() == null ? attempt.object() : attempt.live()).path("spec");
    String signer = spec.path("signerName").asText();
    switch (attempt.subresource()) {
      case "" -> checkSubject(attempt, signer, spec.path("request").asText());
      case "approval" -> check(attempt, "approve", signer);
      case "status" -> {
        if (isSigned(attempt)) {
          check(attempt, "sign", signer);
        }
      }
      default -> {}
    }
  }

  private static void checkSubject(Attempt attempt, String signer, String request) {
    if (attempt.isCreate()
        && signer.equals(CLIENT_SIGNER)
        && SigningSubject.organizations(request).contains(MASTERS)) {
      throw attempt.forbidden(
          "use of %s signer with %s group is not allowed".formatted(signer, MASTERS));
    }
  }

  private static boolean isSigned(Attempt attempt) {
    JsonNode before = attempt.before("status");
    JsonNode after = attempt.object().path("status");
    return !before.path("certificate").equals(after.path("certificate"))
        || !before.path("conditions").equals(after.path("conditions"));
  }

  private void check(Attempt attempt, String verb, String signer) {
    Caller caller = attempt.options().caller();
    Action one = Action.on(verb, GROUP, "signers").named(signer);
    Action domain = one.named(signer.replaceFirst("/.*", "/*"));
    if (caller != Caller.CONTROL_PLANE
        && !authorizer.decide(caller.user(), one).allowed()
        && !authorizer.decide(caller.user(), domain).allowed()) {
      throw attempt.forbidden(
          "user not permitted to %s requests with signerName \"%s\"".formatted(verb, signer));
    }
  }
}
