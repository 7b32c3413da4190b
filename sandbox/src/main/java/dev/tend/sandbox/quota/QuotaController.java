package dev.tend.sandbox.quota;

import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Ticker;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts a namespace's quotas again when something in it comes, ends or goes. */
public final class QuotaController implements AutoCloseable {
  private final Parts parts = new Parts();
  private final Set<GroupKind> followed = ConcurrentHashMap.newKeySet();
  private final ObjectApi api;
  private final Loop<String> namespaces;

  private QuotaController(ObjectApi api, Quotas quotas, Ticker ticker) {
    this.api = api;
    this.namespaces =
        parts.loop(
            "quota",
            1,
            ticker,
            namespace ->
                quotas.recount(namespace)
                    ? Optional.of(Reservations.LIFE.plusMillis(500))
                    : Optional.empty());
  }

  public static QuotaController start(ObjectApi api, Quotas quotas, Clock clock) {
    Ticker ticker = Ticker.system(clock);
    QuotaController controller = new QuotaController(api, quotas, ticker);
    controller.parts.add(ticker::close);
    controller.parts.follow(
        api,
        "",
        "ResourceQuota",
        event -> {
          quotas.kindsOf(event.object()).forEach(controller::follow);
          controller.namespaces.add(event.id().namespace());
        });
    return controller;
  }

  /** Kinds are followed from the first quota that counts them. */
  private void follow(GroupKind kind) {
    if (followed.add(kind)) {
      parts.follow(api, kind.group(), kind.kind(), event -> namespaces.add(event.id().namespace()));
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
