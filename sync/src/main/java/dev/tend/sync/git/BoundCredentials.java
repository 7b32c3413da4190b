package dev.tend.sync.git;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Gives credentials to the server they are for, and to none that it redirects to. */
final class BoundCredentials extends CredentialsProvider {
  private final URIish remote;
  private final CredentialsProvider delegate;

  BoundCredentials(URIish remote, Credentials credentials) {
    this.remote = remote;
    this.delegate =
        new UsernamePasswordCredentialsProvider(credentials.username(), credentials.secret());
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    return delegate.supports(items);
  }

  @Override
  public boolean get(URIish asking, CredentialItem... items) {
    return mayHave(asking) && delegate.get(asking, items);
  }

  private boolean mayHave(URIish asking) {
    if (!remote.getHost().equalsIgnoreCase(asking.getHost())) {
      return false;
    }
    boolean same =
        remote.getScheme().equals(asking.getScheme()) && remote.getPort() == asking.getPort();
    boolean upgraded =
        "http".equals(remote.getScheme())
            && "https".equals(asking.getScheme())
            && remote.getPort() == -1
            && asking.getPort() == -1;
    return same || upgraded;
  }
}
