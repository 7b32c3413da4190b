package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import java.util.Arrays;
import java.util.Optional;

/**
 * When a Job runs that belongs to the applies of an app rather than to what is there between them,
 * by the annotation {@value #ANNOTATION}.
 */
public enum Hook {
  /** After settings, definitions and namespaces; before services, workloads and all else. */
  PRE_APPLY("pre-apply"),
  /** After everything else. */
  POST_APPLY("post-apply");

  public static final String ANNOTATION = "tend.dev/hook";
  private static final String REVISION = "tend.dev/hook-revision";

  private final String word;

  Hook(String word) {
    this.word = word;
  }

  /** The annotation's value. */
  public String word() {
    return word;
  }

  /** What the object says that it is; empty, too, where the word is none of ours. */
  public static Optional<Hook> of(ObjectNode object) {
    String word = wordOf(object);
    return Arrays.stream(values()).filter(hook -> hook.word.equals(word)).findFirst();
  }

  /** The manifest as it is applied: it says which revision it runs for. */
  public static Manifest runFor(Manifest manifest, String revision) {
    ObjectNode content = manifest.content().deepCopy();
    content.withObject("/metadata/annotations").put(REVISION, revision);
    return manifest.withContent(content);
  }

  /** What the run was for, or empty. */
  public static String revisionOf(ObjectNode live) {
    return live.path("metadata").path("annotations").path(REVISION).asText("");
  }

  /** The annotation of an object, or empty. */
  public static String wordOf(ObjectNode object) {
    return object.path("metadata").path("annotations").path(ANNOTATION).asText("");
  }
}
