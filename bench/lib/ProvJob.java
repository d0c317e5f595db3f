import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.openprovenance.prov.interop.InteropFramework;
import org.openprovenance.prov.model.Document;
import org.openprovenance.prov.validation.Config;
import org.openprovenance.prov.validation.ObjectMaker;
import org.openprovenance.prov.validation.Unknown;
import org.openprovenance.prov.validation.Validate;
import org.openprovenance.prov.validation.VarQName;
import org.openprovenance.prov.vanilla.ProvFactory;
import org.openprovenance.prov.vanilla.QualifiedName;

/** Measure ProvToolbox in a process of its own: ProvJob TASK FORM FILE. */
public class ProvJob {
  public static void main(String[] args) throws Exception {
    InteropFramework interop = new InteropFramework();
    long start = System.nanoTime();
    Document document = interop.readDocumentFromFile(args[2]);
    double reading = since(start);
    start = System.nanoTime();
    if (args[0].equals("validate")) {
      Config config = Config.newYesToAllConfig(new ProvFactory(), new Names());
      new Validate(config).validate(document);
    } else {
      var form = interop.getTypeForFile(args[2]);
      interop.writeDocument(new ByteArrayOutputStream(), document, form);
    }
    double working = since(start);
    String json = "{\"reading\": %f, \"working\": %f, \"megabytes\": %f}%n";
    System.out.printf(json, reading, working, megabytes());
    System.exit(0);
  }

  static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  static double megabytes() throws Exception {
    return Files.readAllLines(Paths.get("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** The names of unknowns, which ProvToolbox leaves to its callers. */
  static class Names implements ObjectMaker {
    public VarQName makeVarQName(String namespace, String local, String prefix) {
      return new Variable(namespace, local, prefix);
    }

    public VarQName makeVarQName(org.openprovenance.prov.model.QualifiedName name) {
      return new Variable(name.getNamespaceURI(), name.getLocalPart(), name.getPrefix());
    }

    public Unknown makeUnknown(String local, String prefix) {
      return new None(local, prefix);
    }
  }

  static class Variable extends QualifiedName implements VarQName {
    Variable(String namespace, String local, String prefix) {
      super(namespace, local, prefix);
    }
  }

  static class None extends QualifiedName implements Unknown {
    None(String local, String prefix) {
      super("https://example.org/none#", local, prefix);
    }
  }
}
