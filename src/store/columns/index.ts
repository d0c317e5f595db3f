import type { FactTables } from "../facts";
import { cellsColumns } from "./cells";
import { dataColumns } from "./data";
import { environmentColumns } from "./environment";
import { importedColumns } from "./imported";
import type { Columns } from "./literals";
import { modelsColumns } from "./models";
import { planColumns } from "./plans";
import { runsColumns } from "./runs";
import { shownColumns } from "./shown";

/** The columns of every table that rows are added to. */
export const columns: { readonly [T in keyof FactTables]: Columns<FactTables[T]> } = {
  ...runsColumns,
  ...modelsColumns,
  ...cellsColumns,
  ...environmentColumns,
  ...dataColumns,
  ...importedColumns,
  ...shownColumns,
  ...planColumns,
};
