package dev.tend.sandbox.clients;

import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;

/** A sandbox, and a client that knows nothing of it but its kubeconfig. */
final class Fabric8Cluster implements AutoCloseable {
  static final String NAMESPACE = "shop";

  private final Sandbox sandbox = Sandbox.start(SandboxConfig.inMemory());
  private final KubernetesClient client = connect();

  Fabric8Cluster() {
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  KubernetesClient client() {
    return client;
  }

  /** Another one, with connections of its own. */
  KubernetesClient connect() {
    Config config = Config.fromKubeconfig(sandbox.kubeconfig());
    config.setNamespace(NAMESPACE);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  static ConfigMap configMap(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("app", "shop")
        .endMetadata()
        .withData(data)
        .build();
  }

  static Deployment deployment(String name, String image, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", name)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    client.close();
    sandbox.close();
  }
}
