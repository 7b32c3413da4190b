package dev.tend.sandbox.conformance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.ObjectApi;
import java.io.IOException;

/** Makes the namespaces in which transcripts play, and takes them away. */
interface Namespaces {
  /** Returns when pods can be made in it. */
  void create(String name, Shell shell) throws IOException, InterruptedException;

  void delete(String name, Shell shell) throws IOException, InterruptedException;

  /** Of any cluster. */
  static Namespaces byKubectl() {
    return new Namespaces() {
      @Override
      public void create(String name, Shell shell) throws IOException, InterruptedException {
        // One that another round has left may still be going.
        Output prepared =
            shell.run(
                """
                for i in 1 2 3 4 5 6 7 8 9; do
                  if kubectl create namespace %1$s 2>../error-$$; then
                    until kubectl get serviceaccount default; do sleep 0.1; done
                    exit 0
                  fi
                  kubectl wait --for=delete namespace/%1$s --timeout=10s
                done
                cat ../error-$$ >&2
                exit 1
                """
                    .formatted(name));
        if (prepared.exit() != 0) {
          throw new IOException("the namespace can't be made: " + prepared.err());
        }
      }

      @Override
      public void delete(String name, Shell shell) throws IOException, InterruptedException {
        shell.run("kubectl delete namespace %s --wait=false".formatted(name));
      }
    };
  }

  /** Of a sandbox in this process, without a kubectl each time. */
  static Namespaces of(ObjectApi objects) {
    return new Namespaces() {
      @Override
      public void create(String name, Shell shell) throws InterruptedException {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        objects.create(namespace, "kubectl-create");
        ResourceId account = new ResourceId("", "ServiceAccount", name, "default");
        ResourceId authority = new ResourceId("", "ConfigMap", name, "kube-root-ca.crt");
        while (objects.get(account).isEmpty() || objects.get(authority).isEmpty()) {
          Thread.sleep(5);
        }
      }

      @Override
      public void delete(String name, Shell shell) {
        objects.delete(new ResourceId("", "Namespace", "", name), "Background");
      }
    };
  }
}
