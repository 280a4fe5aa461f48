import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDFs against profiles of veraPDF: java -cp JAR VeraCheck.java PDFUA-1,PDFA-2A FILE...
 *
 * Prints a line for each file and profile: "PASS" or "FAIL", the profile, the number of checks,
 * the file, and each broken rule. The engine comes from the jar; it reads its profiles with JAXB,
 * which the jar lacks, so they are read here.
 */
public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = profile(name);
            for (int i = 1; i < arguments.length; i++) {
                passed &= check(name, profile, new File(arguments[i]));
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean check(String name, ValidationProfile profile, File file) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            StringBuilder broken = new StringBuilder();
            result.getFailedChecks().forEach((rule, count) -> broken.append(" ").append(rule.getClause())
                .append("-").append(rule.getTestNumber()).append(" (").append(count).append(")"));
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " "
                + result.getTotalAssertions() + " " + file.getName() + broken);
            return result.isCompliant();
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = VeraCheck.class.getResourceAsStream(place)) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
            Element root = document.getDocumentElement();
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element rule : all(root, "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new LinkedHashSet<>();
            for (Element variable : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                    variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
            }
            return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
            rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()), new ArrayList<>());
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }
}
