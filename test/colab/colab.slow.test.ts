import test from "node:test";
import { runPython } from "../kernel/python";

test("TypeScript cells run on a Python kernel", (t) => runPython(t, "colab/cells.py"));

test("a session is set up", (t) => runPython(t, "colab/set_up.py"));
