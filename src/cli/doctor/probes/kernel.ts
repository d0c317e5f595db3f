import { report } from "./report";
import { startsKernel } from "./starts-kernel";

/** Start a kernel by the words of its kernelspec, and tell how it answers. */
void report(() => startsKernel(JSON.parse(process.argv[2]!) as string[]));
