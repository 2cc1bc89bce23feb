// Java's streaming schema validator (javax.xml.validation, the JDK's own Xerces) on a file. Arguments: SCHEMA FILE.

import java.io.File;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

public final class Validate {
    public static void main(String[] arguments) throws IOException {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            Validator validator = factory.newSchema(new File(arguments[0])).newValidator();
            // Without an error handler, the first error is thrown.
            validator.validate(new StreamSource(new File(arguments[1])));
            System.out.println("accepted");
        } catch (SAXException problem) {
            System.err.println(problem);
            System.exit(1);
        }
    }
}
