import { named } from "./named";
import type { Sources } from "./sources";

const FOLDER = "/proc/driver/nvidia/gpus";

/**
 * Name the GPUs of the machine, as far as a driver tells it in a file: NVIDIA's, on
 * Linux. Several of a kind are counted, as in `2 × NVIDIA A100`.
 */
export function gpuNames({ platform, list, read }: Sources): string | null {
  if (platform !== "linux") return null;
  const models = list(FOLDER)
    .map((slot) => modelIn(read(`${FOLDER}/${slot}/information`) ?? ""))
    .filter((model) => model !== null);
  const kinds = [...new Set(models)].map((model) => {
    const count = models.filter((one) => one === model).length;
    return count === 1 ? model : `${count} × ${model}`;
  });
  return kinds.length === 0 ? null : kinds.join(", ");
}

function modelIn(information: string): string | null {
  return named(/^Model:\s*(.+)$/m.exec(information)?.[1]);
}
