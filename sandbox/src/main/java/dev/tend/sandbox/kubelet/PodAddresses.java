package dev.tend.sandbox.kubelet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Gives pods addresses of their node's range, each after the one given last. */
final class PodAddresses {
  private static final int FIRST = 2;
  private static final int LAST = 254;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> given = new HashMap<>();

  void keep(String address) {
    lock.lock();
    try {
      taken.add(address);
    } finally {
      lock.unlock();
    }
  }

  void free(String address) {
    lock.lock();
    try {
      taken.remove(address);
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param range a /24, {@code 10.244.1.0/24}
   * @return empty when all are taken
   */
  String next(String range) {
    String prefix = range.substring(0, range.lastIndexOf('.') + 1);
    lock.lock();
    try {
      int host = given.getOrDefault(prefix, FIRST - 1);
      for (int tries = FIRST; tries <= LAST; tries++) {
        host = host == LAST ? FIRST : host + 1;
        if (taken.add(prefix + host)) {
          given.put(prefix, host);
          return prefix + host;
        }
      }
      return "";
    } finally {
      lock.unlock();
    }
  }
}
