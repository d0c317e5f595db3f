import { document, type ProvDocument } from "../../src/prov";

/** Make the record of a training, ten statements an epoch; deep: states in a chain. */
export function training(epochs: number, deep = false): ProvDocument {
  const made = document({ ex: "https://example.org/" });
  // ProvToolbox knows prefixes of identifiers only in XML, so it has no other
  const state = made.name("ex:Model");
  const time = (second: number) => new Date(1.7e12 + second * 1000).toISOString();
  made
    .activity("ex:run", { startTime: time(0) })
    .agent("ex:person")
    .entity("ex:data");
  made
    .wasAssociatedWith("ex:run", "ex:person")
    .entity("ex:state-0", { "prov:type": state });
  for (let i = 1; i <= epochs; i++) {
    const before = deep ? `ex:state-${i - 1}` : "ex:state-0";
    made
      .activity(`ex:epoch-${i}`, { startTime: time(i), endTime: time(i + 1) })
      .wasStartedBy(`ex:epoch-${i}`, undefined, { starter: "ex:run", time: time(i) })
      .used(`ex:epoch-${i}`, before, { id: `ex:u-${i}`, time: time(i) })
      .used(`ex:epoch-${i}`, "ex:data", { attributes: { "prov:role": "train" } })
      .entity(`ex:state-${i}`, { "prov:type": state, "ex:epoch": i })
      .wasGeneratedBy(`ex:state-${i}`, `ex:epoch-${i}`, {
        id: `ex:g-${i}`,
        time: time(i + 1),
      })
      .wasDerivedFrom(`ex:state-${i}`, before, {
        activity: `ex:epoch-${i}`,
        generation: `ex:g-${i}`,
        usage: `ex:u-${i}`,
      })
      .entity(`ex:loss-${i}`, { "prov:value": 1 / i })
      .wasGeneratedBy(`ex:loss-${i}`, `ex:epoch-${i}`)
      .wasAttributedTo(`ex:state-${i}`, "ex:person");
  }
  return made;
}
