import { document, literal, type ProvDocument, prov, xsd } from "../../src/prov";

/** Make a document that holds each kind of statement and each kind of value. */
export function everything(): ProvDocument {
  const made = document({
    ex: "https://example.org/",
    mls: "http://www.w3.org/ns/mls#",
  });
  elements(made);
  relations(made);
  dictionaries(made);
  made
    .bundle("ex:bundle")
    .prefix("in", "https://example.org/inside/")
    .entity("in:e", { "in:note": "inside" })
    .activity("ex:a")
    .used("ex:a", "in:e", { id: "in:u" });
  return made.entity("ex:bundle", { "prov:type": prov("Bundle") });
}

function elements(made: ProvDocument): void {
  made
    .entity("ex:e1", {
      "prov:type": [made.name("mls:Dataset"), literal("free text")],
      "prov:label": [literal("rows", undefined, "en"), 'with "quotes" and \\'],
      "prov:location": made.name("ex:disk"),
      "prov:value": 0.1,
      "ex:whole": 7,
      "ex:long": 12345678901,
      "ex:yes": true,
      "ex:lines": "one\ntwo\tthree",
      "ex:when": new Date(0),
      "ex:uri": literal("https://example.org/?a=b&c", xsd("anyURI")),
    })
    .entity("ex:e2")
    .entity("ex:plan", { "prov:type": prov("Plan") })
    .activity("ex:a", {
      startTime: "2026-11-23T09:00:00+01:00",
      endTime: new Date(1.8e12),
    })
    .activity("ex:a2")
    .agent("ex:person", { "prov:type": prov("Person") })
    .agent("ex:library", { "prov:type": prov("SoftwareAgent") });
}

function relations(made: ProvDocument): void {
  const time = "2026-11-23T09:00:00.5Z";
  made
    .wasGeneratedBy("ex:e2", "ex:a", {
      id: "ex:g",
      time,
      attributes: { "prov:role": "out" },
    })
    .wasGeneratedBy("ex:e1")
    .used("ex:a", "ex:e1", { id: "ex:u", time: "2026-11-23T08:30:00Z" })
    .used("ex:a", "ex:e1")
    .used("ex:a2")
    .wasInformedBy("ex:a2", "ex:a")
    .wasStartedBy("ex:a", "ex:e1", { starter: "ex:a2", time: "2026-11-23T08:00:00Z" })
    .wasEndedBy("ex:a2", undefined, { ender: "ex:a" })
    .wasInvalidatedBy("ex:e2", "ex:a2", { id: "ex:i" })
    .wasDerivedFrom("ex:e2", "ex:e1", {
      activity: "ex:a",
      generation: "ex:g",
      usage: "ex:u",
    })
    .wasDerivedFrom("ex:e2", "ex:e1", { attributes: { "prov:type": prov("Revision") } })
    .wasAttributedTo("ex:e2", "ex:person")
    .wasAssociatedWith("ex:a", "ex:person", { plan: "ex:plan", id: "ex:assoc" })
    .actedOnBehalfOf("ex:library", "ex:person", { activity: "ex:a" })
    .wasInfluencedBy("ex:e2", "ex:library", { attributes: { "ex:how": "defaults" } })
    .specializationOf("ex:e2", "ex:e0")
    .alternateOf("ex:e2", "ex:e3")
    .hadMember("ex:set", "ex:e1")
    .mentionOf("ex:e4", "ex:e1", "ex:bundle");
}

function dictionaries(made: ProvDocument): void {
  made
    .entity("ex:d0", { "prov:type": prov("EmptyDictionary") })
    .derivedByInsertionFrom("ex:d1", "ex:d0", {
      id: "ex:insertion",
      entries: [
        ["k1", "ex:e1"],
        [2, "ex:e2"],
      ],
    })
    .derivedByRemovalFrom("ex:d2", "ex:d1", { keys: ["k1"] })
    .hadDictionaryMember("ex:d3", "ex:e1", "k1");
}
