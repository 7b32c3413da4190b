package dev.tend.sandbox;

import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.access.AccountSecrets;
import dev.tend.sandbox.access.AccountTokens;
import dev.tend.sandbox.access.Action;
import dev.tend.sandbox.access.Aggregation;
import dev.tend.sandbox.access.Authentication;
import dev.tend.sandbox.access.Authorizer;
import dev.tend.sandbox.access.Gate;
import dev.tend.sandbox.access.OpenAccess;
import dev.tend.sandbox.access.RoleBasedAccess;
import dev.tend.sandbox.access.RoleEscalation;
import dev.tend.sandbox.access.SignerRights;
import dev.tend.sandbox.access.SigningKey;
import dev.tend.sandbox.access.StandardRoles;
import dev.tend.sandbox.admission.Admission;
import dev.tend.sandbox.controller.Controllers;
import dev.tend.sandbox.faults.Faults;
import dev.tend.sandbox.http.Answers;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.HttpFront;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.kinds.ServedRules;
import dev.tend.sandbox.kinds.StoredUpgrade;
import dev.tend.sandbox.metrics.MetricsApi;
import dev.tend.sandbox.metrics.MetricsService;
import dev.tend.sandbox.podsecurity.PodSecurity;
import dev.tend.sandbox.policy.AdmissionPolicies;
import dev.tend.sandbox.policy.AdmissionWebhooks;
import dev.tend.sandbox.quota.QuotaController;
import dev.tend.sandbox.quota.Quotas;
import dev.tend.sandbox.server.ApiServer;
import dev.tend.sandbox.store.FileJournal;
import dev.tend.sandbox.store.Journal;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.StateFolder;
import dev.tend.sandbox.store.Storage;
import dev.tend.sandbox.system.AnnouncedApis;
import dev.tend.sandbox.system.Background;
import dev.tend.sandbox.system.DefinitionController;
import dev.tend.sandbox.system.Furnishing;
import dev.tend.sandbox.system.NamespaceController;
import dev.tend.sandbox.tls.AccountKey;
import dev.tend.sandbox.tls.CredentialFolder;
import dev.tend.sandbox.tls.Credentials;
import dev.tend.sandbox.tls.OwnerOnly;
import dev.tend.sandbox.validation.ObjectRules;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.cel.CelLanguage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A running control plane in this process. */
public final class Sandbox implements AutoCloseable {
  /** How long a namespace that is to go stays as it is, in paces. */
  private static final int NAMESPACE_GRACE = 5;

  private final Parts parts;
  private final ObjectStore store;
  private final Handler server;
  private final Kubeconfig kubeconfig;
  private final Optional<String> recovery;

  private Sandbox(
      Parts parts,
      ObjectStore store,
      Handler server,
      Kubeconfig kubeconfig,
      Optional<String> recovery) {
    this.parts = parts;
    this.store = store;
    this.server = server;
    this.kubeconfig = kubeconfig;
    this.recovery = recovery;
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
    StateVersion stateVersion = new StateVersion(folder);
    KubernetesVersion version = stateVersion.settle(config.kubernetesVersion());
    Optional<FileJournal> files = folder.map(FileJournal::new);
    Journal journal = files.<Journal>map(one -> one).orElse(Journal.NONE);
    Storage storage = parts.add(new Storage(journal));
    ServedKinds kinds = new ServedKinds(BuiltInSchemas.load(version));
    StoredUpgrade.run(storage, kinds);
    stateVersion.keep(version);
    Authorizer authorizer = config.rbac() ? new RoleBasedAccess(storage) : new OpenAccess(storage);
    Quotas quotas = new Quotas(storage, kinds::kindOf, config.clock());
    Supplier<CelLanguage> language = CelLanguage.lazily();
    ServedRules rules =
        new ServedRules(
            kinds,
            new Admission(
                storage,
                new RoleEscalation(authorizer, storage),
                new SignerRights(authorizer),
                new PodSecurity(storage),
                quotas),
            new ObjectRules(storage, language)::check,
            policies(storage, authorizer, language),
            config.clock());
    ObjectStore store = new ObjectStore(storage, rules, config.clock());

    Background background = parts.add(new Background());
    parts.add(DefinitionController.start(store, kinds, config.clock(), background));
    parts.add(
        Furnishing.start(store, kinds, credentials.authorityPem(), config.clock(), background));
    parts.add(
        NamespaceController.start(
            store, config.clock(), background, config.pace().multipliedBy(NAMESPACE_GRACE)));

    StandardRoles.ensure(store, config.clock());
    parts.add(Aggregation.start(store, config.clock()));
    parts.add(QuotaController.start(store, quotas, config.clock()));
    Controllers controllers = parts.add(Controllers.start(store, config.at(version)));
    SigningKey key = new SigningKey(folder.map(AccountKey::open).orElseGet(AccountKey::fresh));
    AccountTokens tokens = new AccountTokens(key, storage, config.clock());
    parts.add(AccountSecrets.start(store, tokens, credentials.authorityPem(), config.clock()));
    Authentication authentication = new Authentication(credentials.token(), tokens, config.rbac());
    ApiServer server =
        new ApiServer(
            store,
            kinds,
            controllers.podLogs(),
            authorizer,
            authentication,
            tokens,
            config.clock());
    Handler measuring = new MetricsApi(store, controllers.measurements(), server);
    parts.add(AnnouncedApis.follow(store, kinds));
    parts.add(MetricsService.follow(store, controllers.measurements(), kinds::showMeasured));
    Handler faulty = Faults.before(measuring, config.rules());
    Answers answers =
        new Answers(
            new Gate(authentication, authorizer, action -> exists(store, kinds, action), faulty));
    RememberedPort port = new RememberedPort(folder);
    HttpFront front =
        parts.add(port.open(config.port(), one -> HttpFront.start(one, credentials, answers)));
    Furnishing.publish(store, front.port());
    Kubeconfig kubeconfig =
        new Kubeconfig(front.port(), credentials.authorityPem(), credentials.token());
    folder.ifPresent(path -> kubeconfig.writeTo(kubeconfigFile(path)));
    folder.ifPresent(path -> parts.add(() -> Files.deleteIfExists(kubeconfigFile(path))));
    Handler direct = request -> answers.handle(request.bearing(credentials.token()));
    return new Sandbox(parts, store, direct, kubeconfig, files.flatMap(FileJournal::recovery));
  }

  /** Webhooks that may change an object come first, those that may only refuse it last. */
  private static ServedRules.Policies policies(
      Storage storage, Authorizer authorizer, Supplier<CelLanguage> language) {
    AdmissionPolicies policies = new AdmissionPolicies(storage, authorizer, language);
    AdmissionWebhooks webhooks = new AdmissionWebhooks(storage, authorizer, language);
    return (kind, live, object, subresource, dryRun, caller) -> {
      webhooks.mutate(kind, live, object, subresource, dryRun, caller.user());
      policies.check(kind, live, object, subresource, dryRun, caller);
      webhooks.validate(kind, live, object, subresource, dryRun, caller.user());
    };
  }

  private static boolean exists(ObjectStore store, ServedKinds kinds, Action action) {
    return kinds
        .find(action.group(), action.resource())
        .flatMap(kind -> store.get(kind.id(action.namespace(), action.name())))
        .isPresent();
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

  /**
   * Answers as the socket answers the kubeconfig's user, for who is in this process. Answer on a
   * thread that nobody interrupts: it may be writing the state.
   */
  public Handler server() {
    return server;
  }

  /** The objects, without HTTP. */
  public ObjectApi objects() {
    return store;
  }

  /** A kubeconfig (YAML) with the address, the authority's certificate and the token. */
  public String kubeconfig() {
    return kubeconfig.text();
  }

  /** What was wrong with the state and was put right at the start, for a person to read. */
  public Optional<String> recovery() {
    return recovery;
  }

  /** Where a state folder's kubeconfig stands while a control plane runs on it. */
  public static Path kubeconfigFile(Path stateFolder) {
    return stateFolder.resolve("kubeconfig.yaml");
  }

  /** The version of Kubernetes of a state folder; empty where there is no state. */
  public static Optional<KubernetesVersion> servedVersion(Path stateFolder) {
    return new StateVersion(Optional.of(stateFolder)).last();
  }

  /** Stops serving; the state stays in its folder. */
  @Override
  public void close() {
    parts.close();
  }
}
