import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.openprovenance.prov.interop.Formats;
import org.openprovenance.prov.interop.InteropFramework;
import org.openprovenance.prov.model.Document;
import org.openprovenance.prov.validation.Config;
import org.openprovenance.prov.validation.Validate;
import org.openprovenance.prov.vanilla.ProvFactory;

/** Measure ProvToolbox in a process of its own: ProvJob TASK FORM FILE. */
public class ProvJob {
  public static void main(String[] args) throws Exception {
    InteropFramework interop = new InteropFramework();
    long start = System.nanoTime();
    Document document = interop.readDocumentFromFile(args[2]);
    double reading = (System.nanoTime() - start) / 1e9;
    start = System.nanoTime();
    if (args[0].equals("validate")) {
      new Validate(Config.newYesToAllConfig(new ProvFactory(), new org.openprovenance.prov.validation.ValidationObjectMaker())).validate(document);
    } else {
      interop.writeDocument(new ByteArrayOutputStream(), document, interop.getTypeForFile(args[2]));
    }
    double working = (System.nanoTime() - start) / 1e9;
    String peak = Files.readAllLines(Paths.get("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM")).findFirst().orElse("VmHWM: 0 kB");
    double megabytes = Double.parseDouble(peak.replaceAll("\\D", "")) / 1024;
    System.out.printf("{\"reading\": %f, \"working\": %f, \"megabytes\": %f}%n", reading, working, megabytes);
    System.exit(0);
  }
}
