import { uuidv7 } from "./uuid";

/** The UUID of this process, for as long as it lives. */
export const processId = uuidv7();
