import { chartBundle } from "../charts/bundle";
import { compareSpec } from "../charts/compare";

/**
 * Draw a small chart, as a try of what pictures need; return its PNG file.
 *
 * @throws ProvError when the font of the package can't be read.
 */
export async function samplePicture(): Promise<Buffer> {
  const series = [
    { run: "a", status: "finished" as const, x: [0, 1, 2], value: [1, 0.5, 0.2] },
  ];
  const spec = compareSpec(series, { metric: "loss", x: "epoch" });
  const { data } = await chartBundle(spec, { text: "loss by epoch" });
  return Buffer.from(String(data["image/png"]), "base64");
}
