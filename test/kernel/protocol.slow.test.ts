import test from "node:test";
import { runPython } from "./python";

test("the kernel keeps the messaging protocol", (t) => runPython(t, "protocol"));

test("all output arrives, in order and under its cell", (t) => runPython(t, "output"));

test("the stop button ends what runs", (t) => runPython(t, "interrupts"));

test("the kernel starts, restarts and ends with who started it", (t) =>
  runPython(t, "lifetime"));
