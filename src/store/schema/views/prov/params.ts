import { nameOf, names, scalar, text } from "./attributes";
import type { Leaves, Mapping } from "./mapping";
import { id, isPlain, slug } from "./names";

/** Each param once, as it was told last. */
const once = `(
  FROM tfjs_prov.params
  QUALIFY row_number() OVER (
    PARTITION BY run_id, phase_id, source, name ORDER BY rowid DESC
  ) = 1
) p`;
const owners = "(SELECT DISTINCT run_id, phase_id FROM tfjs_prov.params) p";
const owner = "coalesce(p.phase_id, p.run_id)";
const config = id("config", owner);

/** The SQL of a param's id, of a row that names what it was told to. */
export const paramId = (owner: string, source: string, name: string) =>
  id("param", owner, source, slug(name));

const param = paramId(owner, "p.source", "p.name");
const ofParam = {
  "prov:type": names("mls:HyperParameterSetting"),
  "schema:name": text("p.name"),
  "mls:specifiedBy": `CASE WHEN ${isPlain("p.name")} THEN ${nameOf("tfjs", "p.name")} END`,
  "tfjs:source": text("p.source"),
  "prov:value": scalar("p.value"),
};

/** Params: what a run or a phase was told is one collection that it used. */
export const params: Mapping = {
  entity: [
    {
      from: owners,
      run: "p.run_id",
      id: config,
      attributes: { "prov:type": names("prov:Collection", "tfjs:Configuration") },
    },
    {
      from: once,
      run: "p.run_id",
      id: param,
      attributes: ofParam,
    },
  ],
  used: [
    {
      from: owners,
      run: "p.run_id",
      args: {
        activity: `coalesce(${id("phase", "p.phase_id")}, ${id("run", "p.run_id")})`,
        entity: config,
      },
      attributes: { "prov:role": names("mls:HyperParameterSetting") },
    },
  ],
  had_member: [
    { from: once, run: "p.run_id", args: { collection: config, entity: param } },
  ],
};

export const paramLeaves: Leaves = {
  what: "param",
  relation: "used",
  direction: "up",
  from: "tfjs_prov.params p",
  of: owner,
  run: "p.run_id",
  id: param,
  name: "p.name",
  value: "CAST(p.value AS VARCHAR)",
};
