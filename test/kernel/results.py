"""Run the tests of the Python file given; a line of JSON out is what became of one of them.

{"title": …, "failure": "" or what went wrong} for each test, and {"note": …} for what a
test has to say besides. A test that its base class leaves out is a note.
"""

import importlib
import sys
import unittest
from pathlib import Path

from client import say


class Lines(unittest.TestResult):
    """Report each test as a line, its title being the first line of its docstring."""

    def addSuccess(self, test):
        if not self.failing(test):
            say(title=title(test), failure="")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        say(title=title(test), failure=self._exc_info_to_string(err, test))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            super().addFailure(test, err)
            say(title=title(subtest), failure=self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        say(note=f"{title(test)}: {reason}")

    def failing(self, test):
        return any(failed is test for failed, _ in self.failures)


def title(test):
    return test.shortDescription() or test.id().split(".", 1)[1]


if __name__ == "__main__":
    path = Path(sys.argv[1])
    sys.path.insert(0, str(path.parent.resolve()))
    module = importlib.import_module(path.stem)
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    suite.run(Lines())
