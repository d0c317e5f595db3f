import test from "node:test";
import { runPython } from "./python";

test("the kernel keeps the messaging protocol", (t) =>
  runPython(t, "kernel/protocol.py"));

test("all output arrives, in order and under its cell", (t) =>
  runPython(t, "kernel/output.py"));

test("the stop button ends what runs", (t) => runPython(t, "kernel/interrupts.py"));

test("the kernel starts, restarts and ends with who started it", (t) =>
  runPython(t, "kernel/lifetime.py"));
