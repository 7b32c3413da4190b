package dev.tend.sandbox.metrics;

import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.function.Consumer;

/**
 * Whether clients are shown the metrics API: where rules say what is used, or where it is
 * registered as a metrics server's manifest does it. A cluster without a metrics server has none.
 */
public final class MetricsService {
  private static final String NAME = "v1beta1.metrics.k8s.io";

  private MetricsService() {}

  /** Tells it now and at each change. */
  public static ObjectApi.Subscription follow(
      ObjectApi api, Measurements measurements, Consumer<Boolean> shown) {
    shown.accept(measurements.isTold());
    return api.subscribe(
        "apiregistration.k8s.io",
        "APIService",
        event -> {
          if (event.id().name().equals(NAME)) {
            boolean there = event.type() != ObjectEvent.Type.DELETED;
            shown.accept(there || measurements.isTold());
          }
        });
  }
}
