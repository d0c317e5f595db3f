/** Tell whether a file lies in the cache of npx, from where it may vanish. */
export function isPassing(path: string): boolean {
  return /[\\/]_npx[\\/]/.test(path);
}
