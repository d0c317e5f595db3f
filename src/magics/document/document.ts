import { documentFromRecords, type ProvDocument } from "../../prov/index";
import { fragment } from "../compose";
import type { Session } from "../query";
import { chosenRuns, type RunChoice } from "../run-choice";
import { scopesFrom } from "./bundles";
import { importedDocument, importedScopes } from "./imported";
import { readRecorded } from "./read";

/** What a document tells of, told by name. */
export interface DocumentChoice {
  /** Runs, as they may also be told alone. */
  runs?: RunChoice;
  /** The runs of an experiment. */
  experiment?: string;
  /** A document that was imported, by its name or hash, as it was. */
  imported?: string;
}

/**
 * Write what was recorded as a W3C PROV document with a bundle a run: of some runs, of an
 * experiment, or of all, then with the documents that were imported.
 */
export type WriteDocument = (
  choice?: RunChoice | DocumentChoice,
) => Promise<ProvDocument>;

/** Make the `document` verb of a session. */
export function makeDocument(session: Session): WriteDocument {
  return async (choice) => {
    if (choice === undefined) return everything(session);
    if (!isOther(choice)) return ofRuns(session, { runs: choice });
    const { imported, ...recorded } = choice;
    if (imported !== undefined) return importedDocument(session, imported);
    return ofRuns(session, recorded);
  };
}

async function ofRuns(
  session: Session,
  choice: { runs?: RunChoice; experiment?: string },
): Promise<ProvDocument> {
  const attempt = (near: string) => `prov.document(${JSON.stringify(near)})`;
  const ids = await chosenRuns(session, { ...choice, attempt });
  return documentFromRecords(await recordedScopes(session, ids));
}

async function everything(session: Session): Promise<ProvDocument> {
  const ids = await chosenRuns(session, {});
  const [own, ...bundles] = await recordedScopes(session, ids);
  const imported = await importedScopes(session);
  return documentFromRecords([own!, ...bundles]).merge(
    ...imported.map(documentFromRecords),
  );
}

async function recordedScopes(session: Session, ids: readonly string[]) {
  const inOrder = [...new Set(ids)].sort(); // ids of version 7 are in the order of starts
  return scopesFrom(await readRecorded(session, inOrder), inOrder);
}

function isOther(choice: RunChoice | DocumentChoice): choice is DocumentChoice {
  if (typeof choice !== "object" || fragment in choice || Symbol.iterator in choice) {
    return false;
  }
  return !("id" in choice) && !("run_id" in choice);
}
