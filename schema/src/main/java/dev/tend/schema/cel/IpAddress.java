package dev.tend.schema.cel;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/** An IP address without a zone; one of 4 bytes or of 16. */
record IpAddress(InetAddress address) {
  /**
   * @throws CelFault in the server's words
   */
  static IpAddress parse(String text) {
    if (text.contains("%") && text.contains(":")) {
      throw new CelFault("IP address \"%s\" with zone value is not allowed".formatted(text));
    }
    if (!InetAddresses.isInetAddress(text)) {
      throw new CelFault(
          "IP Address \"%s\" parse error during conversion from string: ParseAddr(\"%s\"): %s"
              .formatted(text, text, why(text)));
    }
    InetAddress address = InetAddresses.forString(text);
    if (address instanceof Inet4Address && text.contains(":")) {
      throw new CelFault("IPv4-mapped IPv6 address \"%s\" is not allowed".formatted(text));
    }
    return new IpAddress(address);
  }

  private static String why(String text) {
    if (!text.contains(".") && !text.contains(":")) {
      return "unable to parse IP";
    }
    if (text.contains(":")) {
      return "each colon-separated field must have at least one digit";
    }
    for (String part : text.split("\\.", -1)) {
      if (part.isEmpty()) {
        return "IPv4 field must have at least one digit";
      }
      if (!part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return "unexpected character (at \"%s\")".formatted(part);
      }
      if (part.length() > 1 && part.startsWith("0")) {
        return "IPv4 field has octet with leading zero";
      }
      if (part.length() > 3 || Integer.parseInt(part) > 255) {
        return "IPv4 field has value >255";
      }
    }
    return text.split("\\.", -1).length < 4 ? "IPv4 address too short" : "IPv4 address too long";
  }

  boolean isVersion4() {
    return address instanceof Inet4Address;
  }

  /** All but multicast, loopback, link-local, unspecified and broadcast addresses. */
  boolean isGlobalUnicast() {
    byte[] bytes = address.getAddress();
    boolean broadcast = isVersion4() && Arrays.equals(bytes, new byte[] {-1, -1, -1, -1});
    return !address.isAnyLocalAddress()
        && !broadcast
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }

  boolean isLinkLocalMulticast() {
    byte[] bytes = address.getAddress();
    return isVersion4()
        ? bytes[0] == (byte) 224 && bytes[1] == 0 && bytes[2] == 0
        : bytes[0] == (byte) 0xff && (bytes[1] & 0x0f) == 0x02;
  }

  /** The canonical form. */
  @Override
  public String toString() {
    return InetAddresses.toAddrString(address);
  }
}
