package dev.tend.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import java.util.List;

/** IP addresses, ranges of them, and URLs. */
final class NetworkLibrary {
  private NetworkLibrary() {}

  static List<Function> addresses() {
    List<dev.cel.common.types.CelType> ip = List.of(Opaque.IP);
    return List.of(
        Function.global(
            "ip", "string_to_ip", Opaque.IP, List.of(STRING), a -> IpAddress.parse((String) a[0])),
        Function.member("family", "ip_family", INT, ip, a -> ip(a).isVersion4() ? 4L : 6L),
        Function.global(
            "ip.isCanonical",
            "ip_is_canonical",
            BOOL,
            List.of(STRING),
            a -> IpAddress.parse((String) a[0]).toString().equals(a[0])),
        Function.member(
            "isUnspecified",
            "ip_is_unspecified",
            BOOL,
            ip,
            a -> ip(a).address().isAnyLocalAddress()),
        Function.member(
            "isLoopback", "ip_is_loopback", BOOL, ip, a -> ip(a).address().isLoopbackAddress()),
        Function.member(
            "isLinkLocalMulticast",
            "ip_is_link_local_multicast",
            BOOL,
            ip,
            a -> ip(a).isLinkLocalMulticast()),
        Function.member(
            "isLinkLocalUnicast",
            "ip_is_link_local_unicast",
            BOOL,
            ip,
            a -> ip(a).address().isLinkLocalAddress()),
        Function.member(
            "isGlobalUnicast", "ip_is_global_unicast", BOOL, ip, a -> ip(a).isGlobalUnicast()),
        Function.global(
            "isIP",
            "is_ip",
            BOOL,
            List.of(STRING),
            a -> holds(() -> IpAddress.parse((String) a[0]))),
        Function.global("string", "ip_to_string", STRING, ip, a -> a[0].toString()));
  }

  static List<Function> ranges() {
    List<dev.cel.common.types.CelType> cidr = List.of(Opaque.CIDR);
    return List.of(
        Function.global(
            "cidr",
            "string_to_cidr",
            Opaque.CIDR,
            List.of(STRING),
            a -> IpRange.parse((String) a[0])),
        Function.member(
            "containsIP",
            "cidr_contains_ip_string",
            BOOL,
            List.of(Opaque.CIDR, STRING),
            a -> range(a).contains(IpAddress.parse((String) a[1]))),
        Function.member(
            "containsIP",
            "cidr_contains_ip_ip",
            BOOL,
            List.of(Opaque.CIDR, Opaque.IP),
            a -> range(a).contains((IpAddress) a[1])),
        Function.member(
            "containsCIDR",
            "cidr_contains_cidr_string",
            BOOL,
            List.of(Opaque.CIDR, STRING),
            a -> range(a).contains(IpRange.parse((String) a[1]))),
        Function.member(
            "containsCIDR",
            "cidr_contains_cidr",
            BOOL,
            List.of(Opaque.CIDR, Opaque.CIDR),
            a -> range(a).contains((IpRange) a[1])),
        Function.member("ip", "cidr_ip", Opaque.IP, cidr, a -> range(a).address()),
        Function.member(
            "prefixLength", "cidr_prefix_length", INT, cidr, a -> (long) range(a).bits()),
        Function.member("masked", "cidr_masked", Opaque.CIDR, cidr, a -> range(a).masked()),
        Function.global(
            "isCIDR",
            "is_cidr",
            BOOL,
            List.of(STRING),
            a -> holds(() -> IpRange.parse((String) a[0]))),
        Function.global("string", "cidr_to_string", STRING, cidr, a -> a[0].toString()));
  }

  static List<Function> urls() {
    List<dev.cel.common.types.CelType> url = List.of(Opaque.URL);
    return List.of(
        Function.global(
            "url", "string_to_url", Opaque.URL, List.of(STRING), a -> GoUrl.parse((String) a[0])),
        Function.member("getScheme", "url_get_scheme", STRING, url, a -> ((GoUrl) a[0]).scheme()),
        Function.member("getHost", "url_get_host", STRING, url, a -> ((GoUrl) a[0]).host()),
        Function.member(
            "getHostname", "url_get_hostname", STRING, url, a -> ((GoUrl) a[0]).hostname()),
        Function.member("getPort", "url_get_port", STRING, url, a -> ((GoUrl) a[0]).port()),
        Function.member(
            "getEscapedPath", "url_get_escaped_path", STRING, url, a -> ((GoUrl) a[0]).path()),
        Function.member(
            "getQuery",
            "url_get_query",
            MapType.create(STRING, ListType.create(STRING)),
            url,
            a -> ((GoUrl) a[0]).parameters()),
        Function.global(
            "isURL",
            "is_url_string",
            BOOL,
            List.of(STRING),
            a -> holds(() -> GoUrl.parse((String) a[0]))));
  }

  /** Whether parsing finds no fault. */
  static boolean holds(Runnable parsing) {
    try {
      parsing.run();
      return true;
    } catch (CelFault e) {
      return false;
    }
  }

  private static IpAddress ip(Object[] arguments) {
    return (IpAddress) arguments[0];
  }

  private static IpRange range(Object[] arguments) {
    return (IpRange) arguments[0];
  }
}
