import type { View } from "../define";
import { stepsView } from "../lineage/steps";
import { cells, cellUses, codeOfRuns } from "./cells";
import { charts } from "./charts";
import {
  datasetClasses,
  datasetColumns,
  datasetRows,
  datasets,
  datasetUses,
  derivations,
} from "./datasets";
import { environments } from "./environments";
import { events, params } from "./facts";
import { metrics, seriesSummaries } from "./metrics";
import { layers, models } from "./models";
import { epochs, phases } from "./phases";
import { planViews } from "./plans";
import { promotions } from "./promotions";
import { provViews } from "./prov/index";
import { compare, experiments, runs } from "./runs";
import { seeds } from "./seeds";
import { artifacts, checkpoints, lineage, states } from "./states";
import { telemetry, telemetrySamples } from "./telemetry";
import { traits } from "./traits";
import { workers } from "./workers";

/**
 * The views: what people and charts ask, each after those that it reads. They hold
 * opinions, so they are made anew whenever their text changes, by whichever version of
 * the package opens the file.
 */
export const views: readonly View[] = [
  seriesSummaries,
  experiments,
  runs,
  phases,
  epochs,
  metrics,
  params,
  events,
  models,
  layers,
  compare,
  cells,
  cellUses,
  codeOfRuns,
  environments,
  telemetrySamples,
  telemetry,
  states,
  lineage,
  artifacts,
  checkpoints,
  datasets,
  datasetUses,
  datasetColumns,
  datasetClasses,
  datasetRows,
  derivations,
  seeds,
  promotions,
  charts,
  workers,
  ...planViews,
  ...provViews,
  stepsView,
  traits,
];
