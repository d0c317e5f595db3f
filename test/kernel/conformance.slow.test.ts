import test from "node:test";
import { runPython } from "./python";

test("jupyter_kernel_test passes for every feature that the kernel claims", (t) =>
  runPython(t, "kernel/conformance.py"));
