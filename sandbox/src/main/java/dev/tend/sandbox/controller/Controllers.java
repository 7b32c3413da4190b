package dev.tend.sandbox.controller;

import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Ticker;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi;

/** All that moves in a control plane: controllers, scheduler and kubelets, running. */
public final class Controllers implements AutoCloseable {
  private final Parts parts = new Parts();

  private Controllers() {}

  public static Controllers start(ObjectApi api, SandboxConfig config) {
    Controllers running = new Controllers();
    Ticker ticker = Ticker.system(config.clock());
    World world = new World(api, ticker, config.pace());
    DeploymentController.start(world, running.parts);
    ReplicaSetController.start(world, running.parts);
    running.parts.add(ticker::close);
    return running;
  }

  /** Stops them; what they were about is in the objects, and goes on at the next start. */
  @Override
  public void close() {
    parts.close();
  }
}
