package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tend validate} and {@code tend explain} do with files. */
class ValidateAcceptanceIT {
  private static final String OLD =
      """
      # the shop's door
      apiVersion: extensions/v1beta1
      kind: Ingress
      metadata: {name: shop}
      spec:
        backend:
          serviceName: shop # the shop
          servicePort: 80
      """;
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {plural: widgets, kind: Widget}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties: {size: {type: integer, description: How large it is.}}
      """;
  private static final String WIDGET =
      "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {sise: 3}\n";

  @TempDir Path home;

  private Launcher tend() {
    return new Launcher(home).in(home);
  }

  @Test
  void whatAnOptionCantTakeIsAMatterOfUsage() throws Exception {
    Files.writeString(home.resolve("widget.yaml"), WIDGET);

    assertThat(tend().run("validate", "--policy", "baselin", "widget.yaml").exits(2).err())
        .contains("--policy", "no policy 'baselin'", "Did you mean", "restricted, best-practice");
    assertThat(tend().run("validate", "--kubernetes-version", "foo", "widget.yaml").exits(2).err())
        .contains("--kubernetes-version", "'foo' is no version", "1.24 to 1.36, or server");
    assertThat(tend().run("explain", "--kubernetes-version=1.99", "pod").exits(2).err())
        .contains("1.99 are not built in", "1.24 to 1.36, or server");
    assertThat(tend().run("validate", "--policy", "none.yaml", "widget.yaml").exits(3).err())
        .contains("none.yaml");
  }

  @Test
  void aLocationThatNobodyServesIsAFaultThatNamesTheUrl() throws Exception {
    Files.writeString(home.resolve("widget.yaml"), WIDGET);
    String location = "http://127.0.0.1:1/{{.ResourceKind}}.json";

    assertThat(tend().run("validate", "--schema", location, "widget.yaml").exits(3).err())
        .contains("http://127.0.0.1:1/widget.json");
  }

  @Test
  void fixShowsWhatItWouldDoAndDoesIt() throws Exception {
    Path file = home.resolve("ingress.yaml");
    Files.writeString(file, OLD);

    assertThat(tend().run("validate", "ingress.yaml").exits(1).out())
        .contains("[schema/removed-api]", "--fix");
    assertThat(tend().run("validate", "--fix", "--dry-run", "ingress.yaml").exits(1).out())
        .contains("--- ingress.yaml", "+apiVersion: networking.k8s.io/v1");
    assertThat(Files.readString(file)).isEqualTo(OLD);

    tend().run("validate", "--fix", "ingress.yaml").exits(0);

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            # the shop's door
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: shop}
            spec:
              defaultBackend:
                service:
                  name: shop
                  port:
                    number: 80 # the shop
            """);
    tend().run("validate", "--fix", "--dry-run", "ingress.yaml").exits(0);
  }

  @Test
  void schemasCanBeElsewhere() throws Exception {
    Files.createDirectory(home.resolve("crds"));
    Files.writeString(home.resolve("crds/widget.yaml"), CRD);
    Files.writeString(home.resolve("widget.yaml"), WIDGET);

    assertThat(tend().run("validate", "widget.yaml").exits(1).out())
        .contains("schema/unknown-kind");
    assertThat(tend().run("validate", "--schema", "crds", "widget.yaml").exits(1).out())
        .contains("Did you mean `size`?");
    assertThat(tend().run("explain", "widget.spec.size", "--schema", "crds").exits(0).out())
        .contains("FIELD: size <integer>", "How large it is.");
  }

  @Test
  void policiesAndReferencesAreAskedForAndAccepted() throws Exception {
    Files.writeString(
        home.resolve("set.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}, namespace: default}
        spec:
          hostNetwork: true
          containers:
          - name: web
            image: web:1
            envFrom: [{secretRef: {name: database}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: default}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """);

    assertThat(tend().run("validate", "set.yaml").exits(0).out()).contains("reference/missing");
    tend().run("validate", "--fail-on", "warning", "set.yaml").exits(1);
    tend()
        .run("validate", "--fail-on", "warning", "--external", "Secret/data*", "set.yaml")
        .exits(0);
    assertThat(tend().run("validate", "--policy", "baseline", "set.yaml").exits(1).out())
        .contains("policy/host-namespaces");
  }

  @Test
  void theServersOwnSchemasCountWhereTheyAreAskedFor() throws Exception {
    Files.writeString(home.resolve("crd.yaml"), CRD);
    Files.writeString(home.resolve("widget.yaml"), WIDGET);
    try {
      tend().run("apply", "--sandbox", "crd.yaml").exits(0);

      assertThat(
              tend()
                  .run("validate", "--sandbox", "--kubernetes-version", "server", "widget.yaml")
                  .exits(1)
                  .out())
          .contains("Did you mean `size`?");
      assertThat(home.resolve(".cache/tend/schemas/openapi")).isNotEmptyDirectory();
    } finally {
      tend().run("sandbox", "down");
    }
  }

  @Test
  void aVersionThatIsNotBuiltInIsSaid() throws Exception {
    Files.writeString(home.resolve("widget.yaml"), WIDGET);

    assertThat(tend().run("validate", "--kubernetes-version", "1.10", "widget.yaml").exits(2).err())
        .contains("1.10", "1.24");
  }
}
