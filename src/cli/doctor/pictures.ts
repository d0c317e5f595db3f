import { messageOf } from "../../util/errors";
import { type Finding, fails, works } from "./finding";

/** Tell whether a chart becomes a picture, with the font of the package. */
export async function checkPictures(draw = drawSample): Promise<Finding[]> {
  const about = "Pictures";
  try {
    const png = await draw();
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    return [works(about, `a chart was drawn, ${width} × ${height} pixels`)];
  } catch (error) {
    const hint = "try: npm install tfjs-prov, on the machine that the notebook runs on";
    const lines = messageOf(error)
      .split("\n")
      .map((line) => line.trim());
    const hints = lines.some((line) => line.startsWith("try:")) ? [] : [hint];
    return [fails(about, "no chart can be drawn", ...lines, ...hints)];
  }
}

async function drawSample(): Promise<Buffer> {
  return (await import("../../magics/sample.js")).samplePicture();
}
