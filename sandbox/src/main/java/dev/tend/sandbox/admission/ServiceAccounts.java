package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Storage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Every pod runs as an account, and gets what the account has to give. */
final class ServiceAccounts implements Plugin {
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String DEFAULT = "default";
  private static final Duration WAIT = Duration.ofMillis(50);
  private static final int ATTEMPTS = 40;

  private final Storage storage;
  private final SecureRandom random = new SecureRandom();

  ServiceAccounts(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.POD) || !attempt.isCreate() || isMirror(attempt)) {
      return;
    }
    ObjectNode spec = attempt.spec();
    String name = spec.path("serviceAccountName").asText("");
    if (name.isEmpty()) {
      name = DEFAULT;
      spec.put("serviceAccountName", name);
    }
    // The old name of the field always says the same.
    spec.put("serviceAccount", name);
    ObjectNode account = account(attempt, name);
    boolean byAccount = account.path("automountServiceAccountToken").asBoolean(true);
    if (spec.path("automountServiceAccountToken").asBoolean(byAccount)) {
      TokenVolume.mount(spec, random);
    }
    if (spec.path("imagePullSecrets").isEmpty() && !account.path("imagePullSecrets").isEmpty()) {
      ArrayNode secrets = spec.putArray("imagePullSecrets");
      for (JsonNode secret : account.path("imagePullSecrets")) {
        secrets.addObject().set("name", secret.path("name"));
      }
    }
  }

  @Override
  public void validate(Attempt attempt) {
    if (!attempt.isOf(Kinds.POD) || !attempt.isCreate()) {
      return;
    }
    String name = attempt.spec().path("serviceAccountName").asText("");
    if (isMirror(attempt)) {
      if (!name.isEmpty()) {
        throw attempt.forbidden("a mirror pod may not reference service accounts");
      }
    } else {
      account(attempt, name);
    }
  }

  private ObjectNode account(Attempt attempt, String name) {
    ResourceId id = new ResourceId("", "ServiceAccount", attempt.namespace(), name);
    Optional<ObjectNode> account = storage.get(id);
    // The default account of a fresh namespace comes a moment after the namespace.
    int attempts = name.equals(DEFAULT) ? ATTEMPTS : 0;
    for (int i = 0; i < attempts && account.isEmpty() && pause(); i++) {
      account = storage.get(id);
    }
    return account.orElseThrow(
        () ->
            attempt.forbidden(
                "error looking up service account %s/%s: serviceaccount \"%s\" not found"
                    .formatted(attempt.namespace(), name, name)));
  }

  /** False where the thread is to end. */
  private static boolean pause() {
    try {
      Thread.sleep(WAIT);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isMirror(Attempt attempt) {
    return attempt.object().path("metadata").path("annotations").has(MIRROR);
  }
}
