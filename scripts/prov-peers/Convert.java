import java.nio.file.Files;
import java.nio.file.Paths;
import org.openprovenance.prov.interop.InteropFramework;

/** Convert each pair of files that a list names, in one JVM; say which fail. */
public class Convert {
  public static void main(String[] args) throws Exception {
    InteropFramework interop = new InteropFramework();
    for (String line : Files.readAllLines(Paths.get(args[0]))) {
      String[] pair = line.split("\t");
      try {
        interop.writeDocument(pair[1], interop.readDocumentFromFile(pair[0]));
      } catch (Throwable error) {
        System.out.println(pair[0] + "\t" + error);
      }
    }
    System.exit(0);
  }
}
