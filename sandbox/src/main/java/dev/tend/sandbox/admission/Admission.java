package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs what the server runs between defaulting and validation. */
public final class Admission {
  private static final GroupKind POD = new GroupKind("", "Pod");
  private static final GroupKind SERVICE = new GroupKind("", "Service");
  private static final GroupKind CLAIM = new GroupKind("", "PersistentVolumeClaim");
  private static final GroupKind VOLUME = new GroupKind("", "PersistentVolume");
  private static final GroupKind JOB = new GroupKind("batch", "Job");
  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  private final PodAdmission pods;
  private final ServiceAllocation services;
  private final StorageAdmission claims;
  private final NamespaceLifecycle namespaces;

  public Admission(Storage storage) {
    this.pods = new PodAdmission(storage);
    this.services = new ServiceAllocation(storage);
    this.claims = new StorageAdmission(storage);
    this.namespaces = new NamespaceLifecycle(storage);
  }

  /**
   * Completes a wanted object in place.
   *
   * @param live null on a create
   */
  public void admit(@Nullable ObjectNode live, ObjectNode wanted) {
    GroupKind kind = GroupKind.of(Meta.id(wanted));
    if (kind.equals(SERVICE)) {
      services.allocate(live, wanted);
    } else if (live != null) {
      return;
    } else if (kind.equals(POD)) {
      pods.complete(wanted);
    } else if (kind.equals(CLAIM)) {
      claims.completeClaim(wanted);
    } else if (kind.equals(VOLUME)) {
      StorageAdmission.completeVolume(wanted);
    } else if (kind.equals(JOB)) {
      JobAdmission.complete(wanted);
    } else if (kind.equals(NAMESPACE)) {
      wanted.withObject("/spec").putArray("finalizers").add("kubernetes");
    } else if (kind.kind().equals("CustomResourceDefinition")) {
      Meta.metadata(wanted)
          .withArray("finalizers")
          .removeAll()
          .add("customresourcecleanup.apiextensions.k8s.io");
    }
  }

  /**
   * Refuses new objects where there is no place for them.
   *
   * @param resource {@code deployments.apps}
   */
  public void checkNamespace(ObjectNode created, String resource) {
    namespaces.checkCreate(created, resource);
  }

  /** Refuses to delete what the cluster can't be without. */
  public void checkDelete(ObjectNode live) {
    if (GroupKind.of(Meta.id(live)).equals(NAMESPACE)) {
      NamespaceLifecycle.checkDelete(live);
    }
  }

  /** The namespaces that are always there. */
  public static List<String> systemNamespaces() {
    return List.of("default", "kube-node-lease", "kube-public", "kube-system");
  }
}
