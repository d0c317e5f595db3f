import { type KernelHost, kernelHost } from "../../kernel/host";
import type { Language } from "../../kernel/magics";
import { provMagic } from "./prov-magic";
import { sqlMagic } from "./sql-magic";

const sql: Language = {
  // Loaded with the first Tab, not with the package.
  async complete(text, cursor) {
    return (await import("../assist/complete-sql.js")).completeSql(text, cursor);
  },
  async inspect(text, cursor) {
    return (await import("../assist/describe-sql.js")).describeSql(text, cursor);
  },
};

/** Enter `%prov`, `%%sql` and the language SQL into a kernel. */
export function enterMagics({ magics }: Pick<KernelHost, "magics">): void {
  magics.add(provMagic);
  magics.add(sqlMagic);
  magics.addLanguage("sql", sql);
}

const host = kernelHost();
if (host) enterMagics(host);
