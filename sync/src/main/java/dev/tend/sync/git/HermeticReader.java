package dev.tend.sync.git;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the git configuration of the user and the machine out: {@code url.insteadOf}, {@code
 * http.sslVerify}, {@code core.autocrlf} or {@code GIT_SSH} must not decide what reaches a cluster.
 * It also spares the {@code git} process that JGit starts to find the system's configuration.
 */
final class HermeticReader extends SystemReader {
  private final SystemReader machine;

  private HermeticReader(SystemReader machine) {
    this.machine = machine;
    setPlatformChecker();
  }

  /** JGit has one reader per process, and nobody else in this one uses JGit. */
  static synchronized void install() {
    SystemReader present = SystemReader.getInstance();
    if (!(present instanceof HermeticReader)) {
      SystemReader.setInstance(new HermeticReader(present));
    }
  }

  @Override
  public String getHostname() {
    return machine.getHostname();
  }

  @Override
  public @Nullable String getenv(String variable) {
    return variable.startsWith("GIT_") ? null : machine.getenv(variable);
  }

  @Override
  public String getProperty(String key) {
    return machine.getProperty(key);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new CoarseClock(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nowhere(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nowhere(parent, fs);
  }

  @Override
  @SuppressWarnings("deprecation") // JGit still asks for it, and has no default
  public long getCurrentTime() {
    return machine.getCurrentTime();
  }

  @Override
  @SuppressWarnings("deprecation") // JGit still asks for it, and has no default
  public int getTimezone(long when) {
    return machine.getTimezone(when);
  }

  /** A configuration without a file: empty, and what is saved is forgotten with the process. */
  private static class Nowhere extends FileBasedConfig {
    Nowhere(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }

  /**
   * Says that file times are as coarse as those of the coarsest file systems, two seconds. JGit
   * would measure them otherwise, for seconds in each process, to spare itself reading a file anew
   * that changed a moment ago.
   */
  private static final class CoarseClock extends Nowhere {
    private static final Duration COARSEST = Duration.ofSeconds(2);

    CoarseClock(@Nullable Config parent, FS fs) {
      super(parent, fs);
    }

    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit wanted) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? wanted.convert(COARSEST)
          : super.getTimeUnit(section, subsection, name, defaultValue, wanted);
    }
  }
}
