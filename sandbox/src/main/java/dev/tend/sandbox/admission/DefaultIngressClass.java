package dev.tend.sandbox.admission;

import dev.tend.sandbox.store.Storage;

/** New ingresses that name no class get the standard one. */
final class DefaultIngressClass implements Plugin {
  private static final String STANDARD = "ingressclass.kubernetes.io/is-default-class";
  private static final String OLD_NAME = "kubernetes.io/ingress.class";

  private final Storage storage;

  DefaultIngressClass(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.INGRESS)
        || !attempt.isCreate()
        || attempt.spec().hasNonNull("ingressClassName")
        || attempt.object().path("metadata").path("annotations").has(OLD_NAME)) {
      return;
    }
    StandardClass.name(storage, Kinds.INGRESS_CLASS, STANDARD)
        .ifPresent(name -> attempt.spec().put("ingressClassName", name));
  }
}
