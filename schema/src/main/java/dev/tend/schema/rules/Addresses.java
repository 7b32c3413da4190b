package dev.tend.schema.rules;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** IP addresses and ranges of them, as fields that are older than strict parsing take them. */
final class Addresses {
  private static final int FOUR_BITS = 32;
  private static final int SIX_BITS = 128;

  private Addresses() {}

  static final Rule IP =
      (field, faults) -> {
        Optional<InetAddress> address = address(field.text());
        if (address.isEmpty()) {
          faults.invalid(field, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
      };

  /** Written as it should be. */
  static final Rule CANONICAL =
      (field, faults) -> {
        Optional<InetAddress> address = address(field.text());
        String form = address.map(InetAddresses::toAddrString).orElse(field.text());
        if (!form.equals(field.text())) {
          faults.invalid(field, "must be in canonical form (\"%s\")".formatted(form));
        }
      };

  static final Rule CIDR =
      (field, faults) -> {
        if (range(field.text()).isEmpty()) {
          faults.invalid(field, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        }
      };

  /** An address that a pod can be reached at. */
  static final Rule ENDPOINT =
      (field, faults) -> {
        Optional<InetAddress> found = address(field.text());
        if (found.isEmpty()) {
          faults.invalid(field, "must be a valid IP address");
          return;
        }
        InetAddress address = found.get();
        if (address.isAnyLocalAddress()) {
          faults.invalid(field, "may not be unspecified (%s)".formatted(field.text()));
        }
        if (address.isLoopbackAddress()) {
          faults.invalid(field, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        if (address.isLinkLocalAddress()) {
          faults.invalid(field, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (address.isMCLinkLocal() || isLocalMulticast(address)) {
          faults.invalid(
              field, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
      };

  private static boolean isLocalMulticast(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 && bytes[0] == (byte) 224 && bytes[1] == 0 && bytes[2] == 0;
  }

  /** Zeros before the numbers of an IPv4 address are tolerated. */
  static Optional<InetAddress> address(String text) {
    String plain = text.matches("[0-9.]+") ? withoutZeros(text) : text;
    boolean known = InetAddresses.isInetAddress(plain) && !plain.contains("%");
    return known ? Optional.of(InetAddresses.forString(plain)) : Optional.empty();
  }

  private static String withoutZeros(String text) {
    return Arrays.stream(text.split("\\.", -1))
        .map(part -> part.replaceFirst("^0+(?=[0-9])", ""))
        .collect(Collectors.joining("."));
  }

  static boolean isIpv6(String text) {
    return address(text).filter(address -> !(address instanceof Inet4Address)).isPresent();
  }

  /** A range: its address, and how many leading bits count. */
  record Range(InetAddress address, int bits) {
    boolean contains(Range other) {
      byte[] mine = address.getAddress();
      byte[] its = other.address.getAddress();
      if (mine.length != its.length || bits >= other.bits) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  static Optional<Range> range(String text) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() != 2 || !parts.get(1).matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(parts.get(1));
    boolean six = parts.get(0).contains(":");
    return address(parts.get(0))
        .filter(address -> bits <= (six ? SIX_BITS : FOUR_BITS))
        .map(
            address ->
                address instanceof Inet4Address && six
                    ? new Range(address, Math.max(0, bits - SIX_BITS + FOUR_BITS))
                    : new Range(address, bits));
  }
}
