import { isObject } from "../tfjs";
import { named } from "./named";
import { backendOf, type TfState } from "./tf";

/** Backends that compute on the processor. */
const onCpu = ["cpu", "wasm"];
/** Number of `UNMASKED_RENDERER_WEBGL` in the extension that tells it. */
const RENDERER = 0x9246;

/** Say what a backend computes on: `CPU`, `GPU`, or the renderer's own name. */
export function deviceOf(tf: TfState | undefined): string | null {
  const name = backendOf(tf);
  if (name === undefined) return null;
  if (onCpu.includes(name)) return "CPU";
  try {
    // A backend is asked for by name only when there is one: else tfjs would make one.
    const backend = tf?.backend?.();
    return isObject(backend) ? deviceIn(backend) : null;
  } catch {
    return null;
  }
}

function deviceIn(backend: Record<string, unknown>): string | null {
  const { isUsingGpuDevice, gpgpu, adapterInfo } = backend;
  if (typeof isUsingGpuDevice === "boolean") return isUsingGpuDevice ? "GPU" : "CPU";
  if (isObject(gpgpu) && isWebGl(gpgpu.gl)) return renderer(gpgpu.gl);
  return isObject(adapterInfo) ? adapter(adapterInfo) : null;
}

interface WebGl {
  getExtension(name: string): unknown;
  getParameter(name: number): unknown;
}

function isWebGl(value: unknown): value is WebGl {
  return isObject(value) && typeof value.getParameter === "function";
}

function renderer(gl: WebGl): string | null {
  const tells = gl.getExtension("WEBGL_debug_renderer_info") !== null;
  return tells ? named(gl.getParameter(RENDERER)) : null;
}

function adapter({ vendor, architecture }: Record<string, unknown>): string | null {
  return named([vendor, architecture].filter((part) => part).join(" "));
}
