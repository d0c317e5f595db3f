"""What jupyter_kernel_test asks of a kernel, for every feature that ours claims."""

import jupyter_kernel_test as asked

HTML = """({ [Symbol.for("Jupyter.display")]: () => ({
  "text/plain": "seven", "text/html": "<b>seven</b>" }) })"""


class Conformance(asked.KernelTests):
    kernel_name = "tfjs-prov"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("wrong")'
    code_generate_error = 'throw new RangeError("over the limit")'
    code_inspect_sample = "Math.max"

    completion_samples = [
        {"text": "Math.ceil", "matches": {"ceil"}},
        {"text": '"abc".toUpperC', "matches": {"toUpperCase"}},
        {"text": "console.tim"},
    ]
    complete_code_samples = ["1", "const a = 1;", "function f() { return 1; }", ""]
    incomplete_code_samples = ["function f() {", "const a = [", "f(1,"]

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2]", "result": "[ 1, 2 ]"},
        {"code": HTML, "mime": "text/html", "result": "<b>seven</b>"},
    ]
    code_history_pattern = "6 *"
    supported_history_operations = ("tail", "range", "search")
    code_display_data = [
        {"code": 'import * as lab from "tslab"; lab.display.html("<i>x</i>")', "mime": "text/html"},
        {"code": 'lab.display.markdown("*x*")', "mime": "text/markdown"},
    ]
