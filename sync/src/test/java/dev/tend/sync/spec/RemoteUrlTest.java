package dev.tend.sync.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/a.git, HTTPS, https://git.example.com/a.git, git.example.com",
    "HTTPS://git.example.com:8443/a, HTTPS, https://git.example.com:8443/a, git.example.com:8443",
    "https://u:p@git.example.com/a, HTTPS, https://git.example.com/a, git.example.com",
    "http://git.example.com/a@b, HTTP, http://git.example.com/a@b, git.example.com",
    "ssh://git@git.example.com:2222/a, SSH, ssh://git@git.example.com:2222/a, git.example.com:2222",
    "ssh://git:p@git.example.com/a, SSH, ssh://git@git.example.com/a, git.example.com",
    "git+ssh://git@git.example.com/a, SSH, ssh://git@git.example.com/a, git.example.com",
    "git@git.example.com:team/a.git, SSH, git@git.example.com:team/a.git, git.example.com",
    "git.example.com:a.git, SSH, git.example.com:a.git, git.example.com",
    "file:///srv/a.git, FILE, file:///srv/a.git, ''",
    "../a, FILE, /etc/a, ''",
    "/srv/a b, FILE, /srv/a b, ''",
    "./a:b, FILE, /etc/tend/a:b, ''",
  })
  void knowsHowARepositoryIsReached(
      String text, RemoteUrl.Transport transport, String address, String host) {
    RemoteUrl url = RemoteUrl.parse(text, Path.of("/etc/tend"));

    assertThat(url.transport()).isEqualTo(transport);
    assertThat(url.address()).isEqualTo(address);
    assertThat(url.host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bot:p%40ss@h/x, bot, p@ss",
    "https://bot:a+b@h/x, bot, a+b",
    "https://bot:100%@h/x, bot, 100%",
    "ssh://git:pw@h/x, git, pw",
  })
  void keepsCredentialsApart(String text, String username, String password) {
    RemoteUrl url = RemoteUrl.parse(text, Path.of("/"));

    assertThat(url.username()).contains(username);
    assertThat(url.password()).contains(password);
    assertThat(url.toString()).doesNotContain(password);
  }
}
