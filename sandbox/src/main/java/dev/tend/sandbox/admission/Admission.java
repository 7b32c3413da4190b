package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import dev.tend.sandbox.store.WriteOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the server's admission plugins in its order, and what kinds do of themselves after them. */
public final class Admission {
  private final List<Plugin> plugins;
  private final Preparation preparation;

  /**
   * @param escalation sees objects before all others do
   * @param signers has its place among those that are made here
   * @param podSecurity has its place among those that are made here
   * @param quotas sees objects when nobody else refuses them
   */
  public Admission(
      Storage storage, Plugin escalation, Plugin signers, Plugin podSecurity, Plugin quotas) {
    this.plugins =
        List.of(
            escalation,
            new NamespaceLifecycle(storage),
            new LimitRanger(storage),
            new ServiceAccounts(storage),
            new TaintNodesByCondition(),
            podSecurity,
            new Priority(storage),
            new DefaultTolerationSeconds(),
            new DefaultStorageClass(storage),
            new StorageObjectInUseProtection(),
            new ClaimResize(storage),
            new RuntimeClasses(storage),
            signers,
            new DefaultIngressClass(storage),
            new Requesters(),
            quotas);
    this.preparation = new Preparation(storage);
  }

  /**
   * Completes a wanted object in place.
   *
   * @param live null on a create
   * @param resource {@code deployments.apps}
   */
  public void complete(
      @Nullable ObjectNode live, ObjectNode wanted, String resource, WriteOptions options) {
    Attempt attempt = Attempt.completing(live, wanted, resource, options);
    plugins.forEach(plugin -> plugin.complete(attempt));
  }

  /** Lets the object's kind add what only it knows. */
  public void prepare(@Nullable ObjectNode live, ObjectNode wanted) {
    preparation.prepare(live, wanted);
  }

  /**
   * Refuses an object that is valid of itself.
   *
   * @param live null on a create
   */
  public void validate(
      @Nullable ObjectNode live, ObjectNode object, String resource, WriteOptions options) {
    Attempt attempt = Attempt.validating(live, object, resource, "", options);
    plugins.forEach(plugin -> plugin.validate(attempt));
  }

  /**
   * Refuses what is written to a part of an object.
   *
   * @param subresource {@code status}, {@code approval}
   */
  public void validatePart(
      ObjectNode live,
      ObjectNode object,
      String resource,
      String subresource,
      WriteOptions options) {
    Attempt attempt = Attempt.validating(live, object, resource, subresource, options);
    plugins.stream().filter(Plugin::seesParts).forEach(plugin -> plugin.validate(attempt));
  }

  /** Refuses to delete what the cluster can't be without. */
  public void checkDelete(ObjectNode live) {
    GroupKind kind = GroupKind.of(Meta.id(live));
    if (kind.equals(Kinds.NAMESPACE)) {
      NamespaceLifecycle.checkDelete(live);
    } else if (kind.equals(Kinds.PRIORITY_CLASS)) {
      Priority.checkDelete(live);
    }
  }

  /** The namespaces that are always there. */
  public static List<String> systemNamespaces() {
    return List.of("default", "kube-node-lease", "kube-public", "kube-system");
  }
}
