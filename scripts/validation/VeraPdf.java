import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Checks files against PDF/UA-1 and prints, for each, its name and the rules it breaks, divided by tabs. */
public class VeraPdf {
    private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile;
        try (InputStream stream = VeraPdf.class.getClassLoader().getResourceAsStream(PROFILE)) {
            profile = Profiles.profileFromXml(stream);
        }
        for (String file : files) {
            System.out.println(file + "\t" + String.join("\t", broken(file, profile)));
        }
    }

    private static Set<String> broken(String file, ValidationProfile profile) throws Exception {
        Set<String> rules = new TreeSet<>();
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, profile.getPDFAFlavour());
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId();
                    rules.add(rule.getClause() + "-" + rule.getTestNumber() + ": " + assertion.getMessage());
                }
            }
            if (!result.isCompliant() && rules.isEmpty()) {
                rules.add("not compliant, no reason given");
            }
        }
        return rules;
    }
}
