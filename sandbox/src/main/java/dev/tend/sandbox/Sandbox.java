package dev.tend.sandbox;

import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.admission.Admission;
import dev.tend.sandbox.controller.Controllers;
import dev.tend.sandbox.http.HttpFront;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.kinds.ServedRules;
import dev.tend.sandbox.quota.QuotaController;
import dev.tend.sandbox.quota.Quotas;
import dev.tend.sandbox.server.ApiServer;
import dev.tend.sandbox.store.FileJournal;
import dev.tend.sandbox.store.Journal;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.StateFolder;
import dev.tend.sandbox.store.Storage;
import dev.tend.sandbox.system.Background;
import dev.tend.sandbox.system.DefinitionController;
import dev.tend.sandbox.system.Furnishing;
import dev.tend.sandbox.system.NamespaceController;
import dev.tend.sandbox.tls.CredentialFolder;
import dev.tend.sandbox.tls.Credentials;
import dev.tend.sandbox.tls.OwnerOnly;
import dev.tend.sandbox.validation.ObjectRules;
import dev.tend.schema.BuiltInSchemas;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A running control plane in this process. */
public final class Sandbox implements AutoCloseable {
  private final Parts parts;
  private final ObjectStore store;
  private final Kubeconfig kubeconfig;

  private Sandbox(Parts parts, ObjectStore store, Kubeconfig kubeconfig) {
    this.parts = parts;
    this.store = store;
    this.kubeconfig = kubeconfig;
  }

  /**
   * Starts one and returns when it answers. It listens on loopback only, with TLS under its own
   * authority, and asks for a bearer token.
   */
  public static Sandbox start(SandboxConfig config) {
    Parts parts = new Parts();
    try {
      return start(config, parts);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Sandbox start(SandboxConfig config, Parts parts) {
    Optional<Path> folder = config.stateFolder();
    folder.ifPresent(Sandbox::prepare);
    folder.ifPresent(path -> parts.add(StateFolder.lock(path)));
    Credentials credentials =
        folder
            .map(path -> new CredentialFolder(path).open(config.clock().instant()))
            .orElseGet(() -> CredentialFolder.inMemory(config.clock().instant()));
    Journal journal = folder.<Journal>map(FileJournal::new).orElse(Journal.NONE);
    Storage storage = parts.add(new Storage(journal));
    ServedKinds kinds = new ServedKinds(BuiltInSchemas.load());
    Quotas quotas = new Quotas(storage, kinds::kindOf, config.clock());
    ServedRules rules =
        new ServedRules(
            kinds, new Admission(storage, quotas), new ObjectRules(storage)::check, config.clock());
    ObjectStore store = new ObjectStore(storage, rules, config.clock());

    Background background = parts.add(new Background());
    parts.add(DefinitionController.start(store, kinds, config.clock(), background));
    parts.add(Furnishing.start(store, credentials.authorityPem(), background));
    parts.add(NamespaceController.start(store, config.clock(), background));

    parts.add(QuotaController.start(store, quotas, config.clock()));
    Controllers controllers = parts.add(Controllers.start(store, config));
    ApiServer server =
        new ApiServer(store, kinds, controllers.podLogs(), credentials.token(), config.clock());
    RememberedPort port = new RememberedPort(folder);
    HttpFront front =
        parts.add(port.open(config.port(), one -> HttpFront.start(one, credentials, server)));
    Furnishing.publish(store, front.port());
    Kubeconfig kubeconfig =
        new Kubeconfig(front.port(), credentials.authorityPem(), credentials.token());
    folder.ifPresent(path -> kubeconfig.writeTo(kubeconfigFile(path)));
    folder.ifPresent(path -> parts.add(() -> Files.deleteIfExists(kubeconfigFile(path))));
    return new Sandbox(parts, store, kubeconfig);
  }

  private static void prepare(Path folder) {
    try {
      OwnerOnly.createFolder(folder);
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't create its state folder %s: %s".formatted(folder, e.getMessage()),
          "Choose a folder that can be written",
          e);
    }
  }

  public URI url() {
    return kubeconfig.url();
  }

  /** The objects, without HTTP. */
  public ObjectApi objects() {
    return store;
  }

  /** A kubeconfig (YAML) with the address, the authority's certificate and the token. */
  public String kubeconfig() {
    return kubeconfig.text();
  }

  /** Where a state folder's kubeconfig stands while a control plane runs on it. */
  public static Path kubeconfigFile(Path stateFolder) {
    return stateFolder.resolve("kubeconfig.yaml");
  }

  /** Stops serving; the state stays in its folder. */
  @Override
  public void close() {
    parts.close();
  }
}
