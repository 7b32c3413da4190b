import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Loads the API server of a kubeconfig: pods in many namespaces, watches, writes and lists. Prints
 * one figure a line, as {@code name value unit}. Run by {@code bench/run scale}.
 */
final class Load {
  private static final int NAMESPACES = 100;
  private static final int CLIENTS = 8;

  private final URI server;
  private final String token;
  private final HttpClient client;
  private final AtomicLong events = new AtomicLong();

  private Load(String kubeconfig) throws Exception {
    server = URI.create(field(kubeconfig, "server"));
    token = field(kubeconfig, "token");
    byte[] authority =
        Base64.getDecoder().decode(field(kubeconfig, "certificate-authority-data"));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new java.io.ByteArrayInputStream(authority)));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
  }

  private static String field(String kubeconfig, String name) {
    Matcher matcher =
        Pattern.compile("\"?" + name + "\"?:\\s*\"?([^\"\\s,}]+)").matcher(kubeconfig);
    if (!matcher.find()) {
      throw new IllegalArgumentException("the kubeconfig has no " + name);
    }
    return matcher.group(1);
  }

  /** Arguments: a kubeconfig's file, the server's process, how many pods, how many watches. */
  public static void main(String[] args) throws Exception {
    Load load = new Load(Files.readString(Path.of(args[0])));
    String process = args[1];
    int pods = Integer.parseInt(args[2]);
    int watches = Integer.parseInt(args[3]);
    figure("idle memory", resident(process), "MiB");
    load.namespaces();
    load.watch(watches);
    figure("memory with watches", resident(process), "MiB");
    load.pods(pods);
    figure("memory with pods", resident(process), "MiB");
    load.writes();
    load.lists();
    figure("memory at the end", resident(process), "MiB");
    figure("most memory ever", peak(process), "MiB");
    figure("watch events", load.events.get(), "events");
    System.exit(0);
  }

  private static void figure(String name, double value, String unit) {
    System.out.printf("%s\t%.0f\t%s%n", name, value, unit);
  }

  private static double resident(String process) throws Exception {
    return status(process, "VmRSS");
  }

  private static double peak(String process) throws Exception {
    return status(process, "VmHWM");
  }

  private static double status(String process, String field) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("no " + field);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          request.uri() + ": " + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return response;
  }

  private void post(String path, String body) throws Exception {
    send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private void namespaces() throws Exception {
    for (int i = 0; i < NAMESPACES; i++) {
      post(
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"load-%d\"}}"
              .formatted(i));
    }
    Thread.sleep(1000);
  }

  /** Every tenth watches pods everywhere, the others pods or config maps of one namespace. */
  private void watch(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String kind = i % 2 == 0 ? "pods" : "configmaps";
      String path =
          i % 50 == 0 ? "/api/v1/pods" : "/api/v1/namespaces/load-%d/%s".formatted(i % 100, kind);
      client
          .sendAsync(
              request(path + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=3600").build(),
              BodyHandlers.ofByteArrayConsumer(
                  bytes -> bytes.ifPresent(chunk -> events.incrementAndGet())));
      if (i % 100 == 99) {
        Thread.sleep(200);
      }
    }
    Thread.sleep(2000);
  }

  private void pods(int count) throws Exception {
    long start = System.nanoTime();
    run(
        count,
        i ->
            post(
                "/api/v1/namespaces/load-%d/pods".formatted(i % NAMESPACES),
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod-%d","labels":{"app":"app-%d","tier":"load"}},
                 "spec":{"containers":[{"name":"main","image":"registry.example.com/main:1",
                 "env":[{"name":"A","value":"1"}],"resources":{"requests":{"cpu":"10m","memory":"16Mi"}}}]}}
                """
                    .formatted(i, i % 50)));
    figure("pods created", count / seconds(start), "per second");
    int running = 0;
    for (int tries = 0; running < count && tries < 600; tries++) {
      Thread.sleep(1000);
      running = running();
    }
    figure("pods running", running, "pods");
    figure("until they run", seconds(start), "seconds");
  }

  private int running() throws Exception {
    int running = 0;
    for (int i = 0; i < NAMESPACES; i += 1) {
      byte[] body =
          send(request(
                      "/api/v1/namespaces/load-%d/pods?fieldSelector=status.phase%%3DRunning"
                          .formatted(i))
                  .build())
              .body();
      Matcher names =
          Pattern.compile("\"name\":\"pod-\\d+\"")
              .matcher(new String(body, java.nio.charset.StandardCharsets.UTF_8));
      while (names.find()) {
        running++;
      }
    }
    return running;
  }

  private void writes() throws Exception {
    int count = 5000;
    long start = System.nanoTime();
    run(
        count,
        i ->
            post(
                "/api/v1/namespaces/load-%d/configmaps".formatted(i % NAMESPACES),
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c-%d\"},\"data\":{\"a\":\"b\"}}"
                    .formatted(i)));
    figure("config maps created", count / seconds(start), "per second");
  }

  private void lists() throws Exception {
    int count = 1000;
    long start = System.nanoTime();
    run(
        count,
        i ->
            send(request("/api/v1/namespaces/load-%d/pods".formatted(i % NAMESPACES)).build()));
    figure("lists of 100 pods", count / seconds(start), "per second");
    start = System.nanoTime();
    run(10, i -> send(request("/api/v1/pods").build()));
    figure("lists of all pods", 10 / seconds(start), "per second");
    start = System.nanoTime();
    run(
        200,
        i ->
            send(request("/api/v1/pods?labelSelector=app%3Dapp-" + i % 50).build()));
    figure("lists by label", 200 / seconds(start), "per second");
  }

  private static double seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
  }

  /** Does something so many times, by a few clients at once. */
  private static void run(int count, Task task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      AtomicLong next = new AtomicLong();
      for (int c = 0; c < CLIENTS; c++) {
        calls.add(
            () -> {
              for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.run((int) i);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** One of many. */
  private interface Task {
    void run(int number) throws Exception;
  }
}
