package dev.tend.cli.output;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.TypeNames;
import dev.tend.schema.TypeTexts;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Prints what a type or field is for, and which fields it has. */
public final class ExplainPrinter {
  private static final int WIDTH = 80;

  private final PrintStream out;
  private final Palette palette;

  public ExplainPrinter(Console console) {
    this.out = console.out();
    this.palette = console.outPalette();
  }

  public void print(TypeNames.Target target, boolean recursive) {
    GroupVersionKind gvk = target.type().gvk();
    if (!gvk.group().isEmpty()) {
      heading("GROUP:      ", gvk.group());
    }
    heading("KIND:       ", gvk.kind());
    heading("VERSION:    ", gvk.version());
    out.println();
    if (!target.fields().isEmpty()) {
      String name = target.fields().getLast();
      out.println(
          palette.paint(Style.STRONG, "FIELD: ")
              + name
              + " "
              + type(target.schema())
              + required(target.holder(), name));
      out.println();
      facts(target, name);
    }
    section("DESCRIPTION:");
    String description = description(target.schema());
    text(description.isEmpty() ? "<empty>" : description, 4);
    out.println();
    if (TypeTexts.inner(target.schema()) instanceof FieldSchema.Struct struct
        && !struct.fieldNames().isEmpty()) {
      section("FIELDS:");
      if (recursive) {
        tree(struct, 2, new TreeSet<>());
      } else {
        fields(struct);
      }
    }
    out.flush();
  }

  private void heading(String name, String value) {
    out.println(palette.paint(Style.STRONG, name) + value);
  }

  private void section(String name) {
    out.println(palette.paint(Style.STRONG, name));
  }

  private void facts(TypeNames.Target target, String name) {
    List<String> lines = new ArrayList<>();
    if (target.schema() instanceof FieldSchema.Scalar scalar && !scalar.allowed().isEmpty()) {
      section("ENUM:");
      new TreeSet<>(scalar.allowed()).forEach(value -> out.println("    " + value));
      out.println();
    }
    target.schema().facts().defaultValue().ifPresent(value -> lines.add("default: " + value));
    if (target.schema() instanceof FieldSchema.ListOf list && !list.mapKeys().isEmpty()) {
      lines.add("items are told apart by " + String.join(" and ", list.mapKeys()));
    }
    String versions = TypeTexts.versions(target.holder(), name);
    if (!versions.isEmpty()) {
      lines.add(versions);
    }
    if (!lines.isEmpty()) {
      section("FACTS:");
      lines.forEach(line -> out.println("    " + line));
      out.println();
    }
  }

  private void fields(FieldSchema.Struct struct) {
    for (String name : struct.fieldNames()) {
      FieldSchema field = struct.member(name);
      out.println(
          "  " + palette.paint(Style.BUSY, name) + "\t" + type(field) + required(struct, name));
      if (field instanceof FieldSchema.Scalar scalar && !scalar.allowed().isEmpty()) {
        out.println("  enum: " + String.join(", ", new TreeSet<>(scalar.allowed())));
      }
      String description = description(field);
      text(description.isEmpty() ? "<no description>" : description, 4);
      out.println();
    }
  }

  /** A type within itself is named, not taken apart again. */
  private void tree(FieldSchema.Struct struct, int indent, Set<String> open) {
    for (String name : struct.fieldNames()) {
      FieldSchema field = struct.member(name);
      out.println(" ".repeat(indent) + name + "\t" + type(field) + required(struct, name));
      String text = TypeTexts.of(TypeTexts.inner(field));
      boolean named = !text.equals("Object");
      if (TypeTexts.inner(field) instanceof FieldSchema.Struct inner
          && (!named || open.add(text))) {
        tree(inner, indent + 2, open);
        if (named) {
          open.remove(text);
        }
      }
    }
  }

  private static String type(FieldSchema schema) {
    return "<" + TypeTexts.of(schema) + ">";
  }

  private static String required(FieldSchema holder, String name) {
    return holder instanceof FieldSchema.Struct struct && struct.required().contains(name)
        ? " -required-"
        : "";
  }

  /** Its own, or that of its type. */
  private static String description(FieldSchema schema) {
    String own = schema.facts().description();
    FieldSchema inner = TypeTexts.inner(schema);
    return own.isEmpty() && inner != schema ? inner.facts().description() : own;
  }

  private void text(String text, int indent) {
    String margin = " ".repeat(indent);
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.strip().split("\\s+")) {
        if (!line.isEmpty() && indent + line.length() + 1 + word.length() > WIDTH) {
          out.println(margin + line);
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      out.println(line.isEmpty() ? "" : margin + line);
    }
  }
}
