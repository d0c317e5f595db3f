/** Paths of the files that this process has open for writing, each as often as it has. */
const paths: string[] = [];

/** Note that this process has a file open, until the result is closed. */
export function own(path: string): { closeSync(): void } {
  paths.push(path);
  return { closeSync: () => void paths.splice(paths.indexOf(path), 1) };
}

/** Tell whether this process has a file open for writing. */
export function isOwn(path: string): boolean {
  return paths.includes(path);
}
