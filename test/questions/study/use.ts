import { setTimeout as sleep } from "node:timers/promises";
import type { Script } from "./script";

/** A model is put to use and another takes its place, which is told. */
export async function promoted({ prov, told }: Script): Promise<void> {
  await prov.promote("seed 1", "production", { reason: "the first that works" });
  await sleep(5);
  told.between = new Date();
  await sleep(5);
  await prov.promote("models/penguins", "production", { reason: "less test loss" });
  await prov.promote("64 units", "candidate", { person: "Grace" });
}

/** Charts of what was trained are shown. */
export async function drawn({ prov }: Script): Promise<void> {
  await prov.show(prov.compare("val_loss", { experiment: "seeds" }));
  await prov.show(
    prov.compare("loss", { runs: ["2 units", "64 units"], scale: "log" }),
  );
}
