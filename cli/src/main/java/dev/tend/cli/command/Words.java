package dev.tend.cli.command;

import dev.tend.cli.Session;
import dev.tend.manifest.KnownFailure;
import dev.tend.render.Source;
import dev.tend.render.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sources of a command, as words; also in the spellings that hands know from kubectl. */
final class Words {
  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description = {
        "A file, a folder, a URL, git:REF[:PATH] of the git repository around, or - for stdin. A"
            + " folder is what it holds: an App (tend.yaml), a kustomization, or plain manifests;"
            + " Helm charts are not rendered yet."
      })
  private List<String> sources = new ArrayList<>();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "SOURCE",
      description = "A source, as kubectl spells it.")
  private List<String> filenames = new ArrayList<>();

  @Option(
      names = {"-k", "--kustomize"},
      paramLabel = "FOLDER",
      description = "A kustomization's folder, as kubectl spells it.")
  private List<String> kustomizations = new ArrayList<>();

  @Option(
      names = {"-R", "--recursive"},
      description = "Accepted for hands that know it: folders are always read with all below.")
  private boolean recursive;

  /**
   * All of them, in the order of their kinds.
   *
   * @throws KnownFailure where a folder that was named as a kustomization is none
   */
  List<String> all(Session session) {
    List<String> all = new ArrayList<>(sources);
    all.addAll(filenames);
    for (String folder : kustomizations) {
      Path path = session.environment().workingDirectory().resolve(folder);
      if (Files.isDirectory(path) && isNone(Sources.detect(folder, path, path))) {
        throw new KnownFailure(
            "Reading %s: it holds no kustomization.yaml, kustomization.yml or Kustomization"
                .formatted(folder),
            "Name it without -k to take it for what it is");
      }
      all.add(folder);
    }
    return List.copyOf(all);
  }

  private static boolean isNone(Source source) {
    return source instanceof Source.PlainFiles || source instanceof Source.Chart;
  }
}
