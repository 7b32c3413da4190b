package dev.tend.schema.cel;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** An IP address and how many of its leading bits count. */
record IpRange(IpAddress address, int bits) {
  /**
   * @throws CelFault in the server's words
   */
  static IpRange parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw wrong(text, "no '/'");
    }
    String host = text.substring(0, slash);
    String length = text.substring(slash + 1);
    if (host.contains("%")) {
      throw wrong(text, "IPv6 zones cannot be present in a prefix");
    }
    if (!InetAddresses.isInetAddress(host)) {
      throw wrong(text, "ParseAddr(\"%s\"): unable to parse IP".formatted(host));
    }
    InetAddress address = InetAddresses.forString(host);
    if (host.contains(":") && address.getAddress().length == 4) {
      throw new CelFault(
          "network address parse error during conversion from string: IPv4-mapped IPv6 address"
              + " \"%s\" is not allowed".formatted(text));
    }
    if (!length.matches("0|[1-9][0-9]{0,2}")) {
      throw wrong(text, "bad bits after slash: \"%s\"".formatted(length));
    }
    int bits = Integer.parseInt(length);
    if (bits > address.getAddress().length * 8) {
      throw wrong(text, "prefix length out of range");
    }
    return new IpRange(new IpAddress(address), bits);
  }

  private static CelFault wrong(String text, String why) {
    String prefix = "network address parse error during conversion from string: ";
    return new CelFault(prefix + prefix + "netip.ParsePrefix(\"%s\"): %s".formatted(text, why));
  }

  boolean contains(IpAddress other) {
    byte[] mine = address.address().getAddress();
    byte[] its = other.address().getAddress();
    return mine.length == its.length && sameBits(mine, its, bits);
  }

  boolean contains(IpRange other) {
    return bits <= other.bits && contains(other.address);
  }

  private static boolean sameBits(byte[] one, byte[] other, int count) {
    for (int bit = 0; bit < count; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  IpRange masked() {
    byte[] bytes = address.address().getAddress();
    for (int bit = bits; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return new IpRange(new IpAddress(InetAddress.getByAddress(bytes)), bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return address + "/" + bits;
  }
}
