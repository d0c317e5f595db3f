import { flag, int, long, names, text } from "./attributes";
import { keyOfHash } from "./key";
import type { Mapping, Steps } from "./mapping";
import { id, slug } from "./names";

const environment = id("environment", "e.environment_id");
const packages = `(
  SELECT list(k.name || '@' || k.version ORDER BY k.name) FROM tfjs_prov.packages k
  WHERE k.environment_id = e.environment_id
)`;
const person = (of: string) => id("person", slug(of));
const withPerson = "tfjs_prov.runs r WHERE r.person IS NOT NULL";

/** Environments that phases used, commits of the code, and people who trained. */
export const environments: Mapping = {
  entity: [
    {
      from: "tfjs_prov.environments e",
      thing: {
        what: "environment",
        key: keyOfHash("e.environment_id"),
        name: "e.backend",
      },
      id: environment,
      attributes: {
        "prov:type": names("tfjs:Environment", "schema:SoftwareApplication"),
        "schema:sha256": text("e.environment_id"),
        "schema:operatingSystem": text("e.os || coalesce(' ' || e.os_release, '')"),
        "schema:softwareRequirements": text(packages),
        "tfjs:platform": text("e.platform"),
        "tfjs:arch": text("e.arch"),
        "tfjs:cpu": text("e.cpu"),
        "tfjs:cpus": int("e.cpus"),
        "tfjs:memoryBytes": long("e.memory_bytes"),
        "tfjs:inContainer": flag("e.in_container"),
        "tfjs:gpu": text("e.gpu"),
        "tfjs:node": text("e.node"),
        "tfjs:kernel": text("e.kernel"),
        "tfjs:backend": text("e.backend"),
        "tfjs:device": text("e.device"),
        "tfjs:lockfile": text("e.lockfile"),
        "tfjs:lockfileHash": text("e.lockfile_hash"),
      },
    },
    {
      from: "tfjs_prov.run_commits g WHERE g.commit_hash IS NOT NULL",
      run: "g.run_id",
      id: id("commit", "g.run_id"),
      attributes: {
        "prov:type": names("tfjs:Commit", "schema:SoftwareSourceCode"),
        "schema:identifier": text("g.commit_hash"),
        "tfjs:branch": text("g.branch"),
        "tfjs:dirty": flag("g.dirty"),
        "tfjs:patchHash": text("g.patch_hash"),
      },
    },
  ],
  agent: [
    {
      from: `(SELECT DISTINCT person FROM ${withPerson}) r`,
      id: person("r.person"),
      attributes: {
        "prov:type": names("prov:Person", "schema:Person"),
        "schema:name": text("r.person"),
      },
    },
  ],
  used: [
    {
      from: "tfjs_prov.phases p WHERE p.environment_id IS NOT NULL",
      run: "p.run_id",
      args: {
        activity: id("phase", "p.phase_id"),
        entity: id("environment", "p.environment_id"),
        time: "p.started_at",
      },
      attributes: { "prov:role": names("tfjs:environment") },
    },
    {
      from: "tfjs_prov.run_commits g WHERE g.commit_hash IS NOT NULL",
      run: "g.run_id",
      args: { activity: id("run", "g.run_id"), entity: id("commit", "g.run_id") },
      attributes: { "prov:role": names("tfjs:commit") },
    },
  ],
  was_associated_with: [
    {
      from: withPerson,
      run: "r.run_id",
      args: { activity: id("run", "r.run_id"), agent: person("r.person") },
    },
  ],
  acted_on_behalf_of: [
    {
      from: withPerson,
      run: "r.run_id",
      args: {
        delegate: id("software", "'tensorflow.js'"),
        responsible: person("r.person"),
        activity: id("run", "r.run_id"),
      },
    },
  ],
};

export const environmentSteps: readonly Steps[] = [
  {
    relation: "used",
    later: "phase_id",
    earlier: keyOfHash("environment_id"),
    from: "tfjs_prov.phases WHERE environment_id IS NOT NULL",
  },
];
