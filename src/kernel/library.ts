/**
 * Load tfjs-prov as cells would, so that its magics are there before any cell imports it:
 * which copy of it that is, is for the notebook's folder to say.
 */
export function loadLibrary(): void {
  const { require: required } = (
    globalThis as unknown as { __tslab__: { require: NodeJS.Require } }
  ).__tslab__;
  required("tfjs-prov");
}
