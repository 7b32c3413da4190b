package dev.tend.schema.rules;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server says of addresses that it takes, though they should be written otherwise. */
public final class AddressTexts {
  private static final Pattern LEADING_ZERO = Pattern.compile("(^|[./])0[0-9]");
  private static final String SOON_INVALID =
      "non-standard %s \"%s\" will be considered invalid in a future Kubernetes release: use"
          + " \"%s\"";
  private static final String CANONICAL =
      "%s \"%s\" should be in RFC 5952 canonical format (\"%s\")";

  private AddressTexts() {}

  /** Of an address; nothing of what is none. */
  public static List<String> address(String text) {
    Optional<InetAddress> address = Addresses.address(text);
    if (address.isEmpty()) {
      return List.of();
    }
    String standard = InetAddresses.toAddrString(address.get());
    if (isNonStandard(text, address.get())) {
      return List.of(SOON_INVALID.formatted("IP address", text, standard));
    }
    return text.equals(standard)
        ? List.of()
        : List.of(CANONICAL.formatted("IPv6 address", text, standard));
  }

  /** Of a range; nothing of what is none. */
  public static List<String> range(String text) {
    Optional<Addresses.Range> range = Addresses.range(text);
    if (range.isEmpty()) {
      return List.of();
    }
    InetAddress address = range.get().address();
    boolean mapped = text.contains(":") && address instanceof Inet4Address;
    int bits = range.get().bits();
    InetAddress first = masked(address, bits);
    String standard = InetAddresses.toAddrString(first) + "/" + bits;
    List<String> warnings = new ArrayList<>();
    if (!first.equals(address)) {
      warnings.add(
          "CIDR value \"%s\" is ambiguous in this context (should be \"%s\" or \"%s/%d\"?)"
              .formatted(
                  text,
                  standard,
                  InetAddresses.toAddrString(address),
                  mapped ? 8 * 16 : 8 * address.getAddress().length));
    }
    if (isNonStandard(text, address)) {
      warnings.add(SOON_INVALID.formatted("CIDR value", text, standard));
    }
    if (warnings.isEmpty() && !text.equals(standard)) {
      warnings.add(CANONICAL.formatted("IPv6 CIDR value", text, standard));
    }
    return warnings;
  }

  private static boolean isNonStandard(String text, InetAddress address) {
    boolean four = address instanceof Inet4Address;
    return LEADING_ZERO.matcher(four && !text.contains(":") ? text : prefix(text)).find()
        || four && text.contains(":");
  }

  /** How long the prefix is; groups of an IPv6 address may begin with zeros. */
  private static String prefix(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? "" : text.substring(slash);
  }

  private static InetAddress masked(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    for (int bit = bits; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
