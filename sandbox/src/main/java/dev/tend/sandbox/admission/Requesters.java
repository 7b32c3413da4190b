package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.GroupKind;

/** Notes in requests for certificates who asks: nobody may say so of somebody else. */
final class Requesters implements Plugin {
  private static final GroupKind REQUEST =
      new GroupKind("certificates.k8s.io", "CertificateSigningRequest");

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isCreate() || !attempt.isOf(REQUEST)) {
      return;
    }
    User user = attempt.options().caller().user();
    ObjectNode spec = attempt.spec();
    spec.put("username", user.name());
    spec.remove("uid");
    if (!user.uid().isEmpty()) {
      spec.put("uid", user.uid());
    }
    spec.remove("groups");
    user.groups().forEach(spec.withArray("groups")::add);
  }
}
