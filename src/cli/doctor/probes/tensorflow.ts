import { report } from "./report";

/** What this program needs of TensorFlow.js, met by shape. */
interface Tf {
  ready(): Promise<void>;
  getBackend(): string;
  add(a: number, b: number): { dataSync(): ArrayLike<number> };
}

/** Load a TensorFlow.js by its path, let it add, and tell the backend that did. */
void report(async () => {
  const tf = require(process.argv[2]!) as Tf;
  await tf.ready();
  const sum = tf.add(1, 2).dataSync()[0];
  if (sum !== 3) throw new Error(`it says that 1 + 2 is ${sum}`);
  return { backend: tf.getBackend() };
});
