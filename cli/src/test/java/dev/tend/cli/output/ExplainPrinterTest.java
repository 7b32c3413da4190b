package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.TypeNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainPrinterTest {
  @ParameterizedTest
  @ValueSource(ints = {24, 27, 34, 36})
  void everyTypeIsPrintedWithItsFields(int minor) {
    SchemaCatalog catalog = BuiltInSchemas.load(new KubernetesVersion(minor));
    TypeNames names = new TypeNames(catalog);
    for (ResourceType type : catalog.types()) {
      TypeNames.Target target = names.find(type.resource(), type.gvk().apiVersion());
      TestConsole console = new TestConsole();
      ExplainPrinter printer = new ExplainPrinter(console.console());

      printer.print(target, false);
      printer.print(target, true);

      assertThat(console.out())
          .contains("KIND:       " + type.gvk().kind(), "VERSION:    " + type.gvk().version())
          .contains("DESCRIPTION:", "FIELDS:", "metadata");
    }
  }
}
