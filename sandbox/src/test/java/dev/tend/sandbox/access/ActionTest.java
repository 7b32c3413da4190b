package dev.tend.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.sandbox.http.Request;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionTest {
  /** As kube-apiserver 1.34.4 names requests when it refuses them. */
  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/pods, list pods '' ''",
    "GET, /api/v1/namespaces/a/pods, list pods 'a' ''",
    "GET, /api/v1/namespaces/a/pods?watch=1, watch pods 'a' ''",
    "GET, /api/v1/watch/namespaces/a/pods, watch pods 'a' ''",
    "GET, /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dx, list pods 'a' 'x'",
    "GET, /api/v1/namespaces/a/pods/x, get pods 'a' 'x'",
    "HEAD, /api/v1/namespaces/a/pods/x, get pods 'a' 'x'",
    "GET, /api/v1/namespaces/a/pods/x/log, get pods/log 'a' 'x'",
    "GET, /api/v1/namespaces, list namespaces '' ''",
    "GET, /api/v1/namespaces/a, get namespaces 'a' 'a'",
    "PUT, /api/v1/namespaces/a/finalize, update namespaces/finalize 'a' 'a'",
    "PATCH, /apis/apps/v1/namespaces/a/deployments/x/scale, patch deployments.apps/scale 'a' 'x'",
    "DELETE, /apis/apps/v1/namespaces/a/deployments, deletecollection deployments.apps 'a' ''",
    "DELETE, /apis/apps/v1/namespaces/a/deployments/x, delete deployments.apps 'a' 'x'",
    "POST, /apis/apps/v1/namespaces/a/deployments, create deployments.apps 'a' ''",
  })
  void ofAResource(String method, String uri, String expected) {
    Action action = action(method, uri);
    assertThat(
            "%s %s '%s' '%s'"
                .formatted(action.verb(), action.resourceName(), action.namespace(), action.name()))
        .isEqualTo(expected);
    assertThat(action.isOnPath()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, get /",
    "GET, /api/v1, get /api/v1",
    "GET, /apis/apps/v1, get /apis/apps/v1",
    "GET, /healthz/etcd, get /healthz/etcd",
    "POST, /metrics, post /metrics",
  })
  void ofAPath(String method, String uri, String expected) {
    Action action = action(method, uri);
    assertThat(action.verb() + " " + action.path()).isEqualTo(expected);
    assertThat(action.isOnPath()).isTrue();
  }

  private static Action action(String method, String uri) {
    return Action.of(Request.of(method, URI.create(uri), Map.of(), new byte[0]));
  }
}
