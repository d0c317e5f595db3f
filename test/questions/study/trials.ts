import { type Script, settings, trial } from "./script";

export const rates = [0.1, 0.01];
export const dropouts = [0, 0.3];

/** A grid in one run, a run a trial; one trial breaks. */
export async function grid(script: Script): Promise<void> {
  const { prov } = script;
  prov.experiment = "grid";
  await prov.run({ name: "sweep" }, async () => {
    for (const optimizer of ["sgd", "adam"] as const) {
      for (const rate of rates) {
        for (const dropout of dropouts) {
          const told = settings({ optimizer, rate, dropout });
          await trial(script, `${optimizer} ${rate} ${dropout}`, told);
        }
      }
    }
    await trial(script, "broken", settings(), { callbacks: breaking }).catch(() => {});
  });
}

const breaking = {
  onEpochEnd: async (epoch: number) => {
    if (epoch === 1) throw new RangeError("the disk is full");
  },
};

/** Equal trainings that begin with other weights: a cell as it was run first. */
export async function twoSeeds(script: Script): Promise<void> {
  script.prov.experiment = "seeds";
  for (const seed of [1, 2]) {
    await trial(script, `seed ${seed}`, settings({ seed }));
  }
}

/** The same cell, edited and run again. */
export async function moreSeeds(script: Script): Promise<void> {
  script.prov.experiment = "seeds";
  for (const seed of [3, 4]) {
    await trial(script, `seed ${seed}`, settings({ seed }));
  }
}

/** Equal trainings, with and without a step of preparation. */
export async function preparation(script: Script): Promise<void> {
  script.prov.experiment = "preparation";
  await trial(script, "as measured", settings(), { x: script.data.raw });
  await trial(script, "standardised", settings());
}

/** Models of several sizes. */
export async function sizes(script: Script): Promise<void> {
  script.prov.experiment = "sizes";
  for (const units of [2, 16, 64]) {
    await trial(script, `${units} units`, settings({ units, epochs: 8 }));
  }
}
