package dev.tend.sandbox.balancers;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param first as a number; the network's own address is none to give away
 */
record AddressRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("([0-9.]+)/([0-9]{1,2})");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final int BITS = 32;

  /** Of {@code 172.18.255.0/24}; empty where it is none. */
  static Optional<AddressRange> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > BITS) {
      return Optional.empty();
    }
    long size = 1L << (BITS - Integer.parseInt(matcher.group(2)));
    return number(matcher.group(1))
        .map(
            address -> {
              long start = address - address % size;
              boolean small = size < 4;
              return new AddressRange(
                  small ? start : start + 1, small ? start + size - 1 : start + size - 2);
            });
  }

  /** The wanted one where it is free, else the lowest that is. */
  Optional<String> free(String wanted, Set<String> taken) {
    Optional<Long> asked = number(wanted).filter(one -> one >= first && one <= last);
    if (asked.isPresent() && !taken.contains(wanted)) {
      return Optional.of(wanted);
    }
    for (long address = first; address <= last; address++) {
      String text = text(address);
      if (!taken.contains(text)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> number(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = 0;
    for (int part = 1; part <= 4; part++) {
      int value = Integer.parseInt(matcher.group(part));
      if (value > 255) {
        return Optional.empty();
      }
      number = number * 256 + value;
    }
    return Optional.of(number);
  }

  private static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }
}
