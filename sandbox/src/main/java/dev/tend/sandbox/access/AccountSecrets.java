package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Ticker;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Fills the secrets that ask for a lasting token of an account; they go with the account. */
public final class AccountSecrets implements AutoCloseable {
  static final String TYPE = "kubernetes.io/service-account-token";

  private static final String BY = "kube-controller-manager";
  private static final String NAME = "kubernetes.io/service-account.name";
  private static final String UID = "kubernetes.io/service-account.uid";

  private final Parts parts = new Parts();
  private final ObjectApi api;
  private final AccountTokens tokens;
  private final String authorityPem;

  private AccountSecrets(ObjectApi api, AccountTokens tokens, String authorityPem) {
    this.api = api;
    this.tokens = tokens;
    this.authorityPem = authorityPem;
  }

  public static AccountSecrets start(
      ObjectApi api, AccountTokens tokens, String authorityPem, Clock clock) {
    AccountSecrets secrets = new AccountSecrets(api, tokens, authorityPem);
    Ticker ticker = Ticker.system(clock);
    secrets.parts.add(ticker::close);
    Loop<ResourceId> loop = secrets.parts.loop("account-secrets", 1, ticker, secrets::reconcile);
    secrets.parts.follow(
        api,
        "",
        "Secret",
        event -> {
          if (isOurs(event.object()) && event.type() != ObjectEvent.Type.DELETED) {
            loop.add(event.id());
          }
        });
    secrets.parts.follow(
        api,
        "",
        "ServiceAccount",
        event -> {
          if (event.type() == ObjectEvent.Type.DELETED) {
            api.list("", "Secret", event.id().namespace()).stream()
                .filter(AccountSecrets::isOurs)
                .forEach(secret -> loop.add(Meta.id(secret)));
          }
        });
    return secrets;
  }

  private static boolean isOurs(ObjectNode secret) {
    return secret.path("type").asText().equals(TYPE);
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> secret = api.get(id).filter(one -> !Meta.isBeingDeleted(one));
    if (secret.isPresent()) {
      String name = annotation(secret.get(), NAME);
      String uid = annotation(secret.get(), UID);
      Optional<ObjectNode> account =
          api.get(new ResourceId("", "ServiceAccount", id.namespace(), name))
              .filter(one -> uid.isEmpty() || uid.equals(Meta.uid(one)));
      if (account.isPresent()) {
        fill(secret.get(), account.get());
      } else {
        api.delete(secret.get(), "Background");
      }
    }
    return Optional.empty();
  }

  private void fill(ObjectNode secret, ObjectNode account) {
    ObjectNode wanted = secret.deepCopy();
    ObjectNode data = wanted.withObject("/data");
    data.put("ca.crt", encoded(authorityPem));
    data.put("namespace", encoded(Meta.namespace(secret)));
    if (data.path("token").asText("").isEmpty()) {
      data.put("token", encoded(tokens.lasting(account, Meta.name(secret))));
    }
    Meta.metadata(wanted).withObject("/annotations").put(UID, Meta.uid(account));
    if (!wanted.equals(secret)) {
      api.update(wanted, BY);
    }
  }

  private static String annotation(ObjectNode object, String name) {
    return object.path("metadata").path("annotations").path(name).asText("");
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    parts.close();
  }
}
