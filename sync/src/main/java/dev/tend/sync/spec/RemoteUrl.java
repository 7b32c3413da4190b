package dev.tend.sync.spec;

import dev.tend.manifest.KnownFailure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is, free of secrets: a password written into the URL is kept apart.
 *
 * @param transport how it is reached
 * @param address as git takes it, without a password
 * @param username from the URL
 * @param password from the URL
 */
public record RemoteUrl(
    Transport transport, String address, Optional<String> username, Optional<String> password) {

  /** How a repository is reached. */
  public enum Transport {
    HTTP,
    HTTPS,
    SSH,
    FILE
  }

  private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern USER_INFO = Pattern.compile("([^/@:]*)(?::([^/@]*))?@(.*)");
  private static final Pattern SCP_LIKE =
      Pattern.compile("(?:([^@/:\\s]+)@)?([^@/:\\s]{2,}|\\[[0-9A-Fa-f:]+]):(?!//)(\\S+)");

  /**
   * Reads a URL, an scp-like address ({@code git@host:path}) or a path.
   *
   * @param base the folder that relative paths start from
   * @throws KnownFailure when it is none of them
   */
  public static RemoteUrl parse(String text, Path base) {
    Matcher scheme = WITH_SCHEME.matcher(text);
    if (scheme.matches()) {
      return withScheme(scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2));
    }
    Matcher scp = SCP_LIKE.matcher(text);
    if (scp.matches()) {
      return new RemoteUrl(
          Transport.SSH, text, Optional.ofNullable(scp.group(1)), Optional.empty());
    }
    return new RemoteUrl(
        Transport.FILE,
        base.resolve(text).toAbsolutePath().normalize().toString(),
        Optional.empty(),
        Optional.empty());
  }

  private static RemoteUrl withScheme(String scheme, String rest) {
    Transport transport =
        switch (scheme) {
          case "http" -> Transport.HTTP;
          case "https" -> Transport.HTTPS;
          case "ssh", "git+ssh", "ssh+git" -> Transport.SSH;
          case "file" -> Transport.FILE;
          default ->
              throw new KnownFailure(
                  "cannot follow a repository over " + scheme + "://",
                  "use https://, ssh://, file:// or git@host:path");
        };
    if (transport == Transport.FILE) {
      return new RemoteUrl(transport, "file://" + rest, Optional.empty(), Optional.empty());
    }
    Matcher user = USER_INFO.matcher(rest);
    if (!user.matches()) {
      return new RemoteUrl(transport, prefix(transport) + rest, Optional.empty(), Optional.empty());
    }
    String host = user.group(3);
    boolean ssh = transport == Transport.SSH;
    return new RemoteUrl(
        transport,
        prefix(transport) + (ssh ? user.group(1) + "@" : "") + host,
        Optional.of(Percent.decode(user.group(1))).filter(name -> !name.isEmpty()),
        Optional.ofNullable(user.group(2)).filter(word -> !word.isEmpty()).map(Percent::decode));
  }

  private static String prefix(Transport transport) {
    return transport.name().toLowerCase(Locale.ROOT) + "://";
  }

  /** For messages: no password, and no user name that may be a token. */
  public String display() {
    return address;
  }

  /** Host and optional port, as far as the address names one; empty for files. */
  public String host() {
    String rest = address;
    int scheme = rest.indexOf("://");
    if (scheme >= 0) {
      rest = rest.substring(scheme + 3);
      int slash = rest.indexOf('/');
      rest = slash < 0 ? rest : rest.substring(0, slash);
      return rest.substring(rest.indexOf('@') + 1);
    }
    Matcher scp = SCP_LIKE.matcher(address);
    return transport == Transport.SSH && scp.matches() ? scp.group(2) : "";
  }

  public boolean isHttp() {
    return transport == Transport.HTTP || transport == Transport.HTTPS;
  }

  @Override
  public String toString() {
    return display();
  }
}
