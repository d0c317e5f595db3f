import type { Magic, MagicCall } from "../../kernel/magics";
import { ProvError } from "../../util/errors";
import { openedOrOwn } from "../open";
import type { Query } from "../query";
import { completeOptions } from "./complete-options";
import { givenFrom, type Options } from "./options";
import { wholeWords } from "./words";

const options: Options = { limit: { takes: "whole number", example: "100" } };

/** `%%sql`: a cell of SQL, the same as `` await prov.sql`…` ``. */
export const sqlMagic: Magic = {
  name: "sql",
  kind: "cell",
  usage: "%%sql [-o name] [--limit n]",
  help: "Ask in SQL, with values bound; -o puts the rows into a variable",
  type: 'import("tfjs-prov").Rows',
  language: "sql",
  async run(call) {
    const { words, options: told } = givenFrom(wholeWords(call.args), options, "%%sql");
    if (words.length > 0) throw onTheLine(call.args);
    const query = queryOf(call, await openedOrOwn());
    const limit = told.limit as number | undefined;
    if (call.into === undefined) return query.first(limit);
    return limit === undefined ? query.run() : query.first(limit);
  },
  complete: (text, cursor) =>
    completeOptions(text, cursor, {
      ...options,
      o: { takes: "text", example: "rows" },
    }),
};

function queryOf({ strings, values }: MagicCall, prov: { sql: SqlTag }): Query {
  return prov.sql(Object.assign([...strings], { raw: strings }), ...values);
}

type SqlTag = (strings: TemplateStringsArray, ...values: readonly unknown[]) => Query;

function onTheLine(args: string): ProvError {
  return new ProvError(
    `Could not run ${JSON.stringify(args.trim())} on the line of %%sql`,
    {
      hint: ["the statement stands on the lines below", "try: %%sql --limit 100"],
    },
  );
}
