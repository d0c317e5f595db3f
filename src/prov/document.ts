export type { DocumentData } from "./model/statement";
