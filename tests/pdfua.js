// Prints what veraPDF finds in each PDF that is named, after all 106 rules of its profile for PDF/UA-1.
// Run by Rhino, which comes with veraPDF. The profile is read here, since the usual reader of it is not in that jar.
/* global Packages, java, javax, print */
var V = Packages.org.verapdf;
var P = V.pdfa.validation.profiles.Profiles;
var Argument = V.pdfa.validation.profiles.ErrorArgumentImpl;
var Flavour = V.pdfa.flavours.PDFAFlavour;

function each(list, visit) {
  for (var i = 0; i < list.getLength(); i++) visit(list.item(i));
}

function text(element, name) {
  var found = element.getElementsByTagName(name);
  return found.getLength() ? String(found.item(0).getTextContent()) : "";
}

function rule(element) {
  var id = element.getElementsByTagName("id").item(0);
  var number = java.lang.Integer.parseInt(id.getAttribute("testNumber"));
  var values = new java.util.ArrayList();
  each(element.getElementsByTagName("argument"), function (argument) {
    values.add(Argument.fromValues(argument.getTextContent(), "", ""));
  });
  return P.ruleFromValues(
    P.ruleIdFromValues(Flavour.Specification.ISO_14289_1, id.getAttribute("clause"), number),
    element.getAttribute("object"),
    element.getAttribute("deferred") == "true" ? java.lang.Boolean.TRUE : null,
    element.getAttribute("tags"),
    text(element, "description"),
    text(element, "test"),
    P.errorFromValues(text(element, "message"), values),
    new java.util.ArrayList()
  );
}

function profile() {
  var stream = java.lang.ClassLoader.getSystemResourceAsStream("org/verapdf/pdfa/validation/PDFUA-1.xml");
  var xml = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
  var rules = new java.util.HashSet();
  var variables = new java.util.HashSet();
  each(xml.getElementsByTagName("rule"), function (element) {
    rules.add(rule(element));
  });
  each(xml.getElementsByTagName("variable"), function (element) {
    var name = element.getAttribute("name");
    var object = element.getAttribute("object");
    variables.add(P.variableFromValues(name, object, text(element, "defaultValue"), text(element, "value")));
  });
  return P.profileFromValues(
    Flavour.PDFUA_1,
    P.profileDetailsFromValues("PDF/UA-1", "", "", new java.util.Date(0)),
    "",
    rules,
    variables
  );
}

V.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = V.pdfa.Foundries.defaultInstance();
var rules = profile();
print(rules.getRules().size() + " rules");
for (var i = 0; i < arguments.length; i++) {
  var parser = foundry.createParser(new java.io.File(arguments[i]), Flavour.PDFUA_1);
  var result = foundry.createValidator(rules, false).validate(parser);
  print(arguments[i] + ": " + (result.isCompliant() ? "compliant" : "not compliant"));
  for (var found = result.getTestAssertions().iterator(); found.hasNext(); ) {
    var fault = found.next();
    var id = fault.getRuleId();
    print("  " + id.getClause() + "-" + id.getTestNumber() + ": " + fault.getMessage());
  }
  parser.close();
}
