import { ProvError } from "../util/errors";

/** Report a command line that can't be meant; the exit code is 2. */
export class UsageError extends ProvError {}
