import { Store } from "../../../src/store/store";
import { record } from "./recording";

/** Record one run and say what was said: `record-once.js FILE`. */
async function main(path: string): Promise<void> {
  const said: string[] = [];
  const store = new Store(path, {
    experiment: "tests",
    say: (text) => said.push(text),
  });
  record(store);
  await store.close();
  console.log(JSON.stringify({ said, path: store.path }));
}

void main(process.argv[2]!);
