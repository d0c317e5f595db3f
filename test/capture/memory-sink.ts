import type {
  Ending,
  FactSink,
  FactTables,
  PhaseEnding,
  Series,
  SeriesRow,
} from "../../src/store/facts";

/** One point of one metric, as the sink took it. */
export interface Point extends SeriesRow {
  value: number;
  step: number;
  epoch: number | null;
}

type Rows = { [T in keyof FactTables]: FactTables[T][] };

/** Keeps every fact in arrays, and refuses rows of runs and phases that it has not. */
export class MemorySink implements FactSink {
  readonly experiment = "study";
  asked = false;
  readonly rows: Rows = {
    runs: [],
    phases: [],
    params: [],
    epochs: [],
    events: [],
    models: [],
    layers: [],
    cells: [],
    cell_runs: [],
    cell_uses: [],
    environments: [],
    packages: [],
    run_commits: [],
    telemetry: [],
    model_states: [],
    state_links: [],
    state_uses: [],
    artifacts: [],
    artifact_files: [],
    datasets: [],
    dataset_columns: [],
    dataset_classes: [],
    row_fingerprints: [],
    dataset_uses: [],
    dataset_names: [],
    derivations: [],
    seeds: [],
    promotions: [],
    charts: [],
    chart_runs: [],
    imported_documents: [],
    imported_scopes: [],
    imported_statements: [],
    plans: [],
    plan_steps: [],
    plan_ports: [],
    plan_calls: [],
    plan_params: [],
  };
  readonly runEnds = new Map<string, Ending>();
  readonly phaseEnds = new Map<string, PhaseEnding>();
  readonly points: Point[] = [];
  paced = 0;

  add<T extends keyof FactTables>(table: T, row: FactTables[T]): void {
    (this.rows[table] as FactTables[T][]).push(row);
  }

  endRun(runId: string, ending: Ending): void {
    if (this.runEnds.has(runId)) throw new Error(`run ${runId} ended twice`);
    this.runEnds.set(runId, ending);
  }

  endPhase(phaseId: string, ending: PhaseEnding): void {
    if (this.phaseEnds.has(phaseId)) throw new Error(`phase ${phaseId} ended twice`);
    this.phaseEnds.set(phaseId, ending);
  }

  series(of: SeriesRow): Series {
    const push = (value: number, step: number, epoch: number | null) =>
      void this.points.push({ ...of, value, step, epoch });
    return {
      push,
      pushMany: (values, first, epoch) =>
        Array.from(values).forEach((value, i) => void push(value, first + i, epoch)),
    };
  }

  ready(): Promise<void> | undefined {
    return undefined;
  }

  pace(): void {
    this.paced += 1;
  }

  freeName(_experiment: string, wanted = "run"): string {
    const taken = new Set(this.rows.runs.map(({ name }) => name));
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
    return name;
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  /** The values of one metric in the order they came. */
  values(metric: string, per: "epoch" | "step" = "epoch"): number[] {
    return this.points
      .filter((point) => point.metric === metric && point.per === per)
      .map(({ value }) => value);
  }

  /** The params of one source by name, the last one where there are several. */
  params(source: string): Record<string, unknown> {
    return Object.fromEntries(
      this.rows.params
        .filter((param) => param.source === source)
        .map(({ name, value }) => [name, value]),
    );
  }

  /** The statuses of all runs, in the order they started. */
  statuses(): (string | undefined)[] {
    return this.rows.runs.map(({ run_id }) => this.runEnds.get(run_id)?.status);
  }

  /** Kinds and statuses of all phases, in the order they started. */
  phases(): string[] {
    return this.rows.phases.map(
      ({ kind, phase_id }) =>
        `${kind} ${this.phaseEnds.get(phase_id)?.status ?? "running"}`,
    );
  }
}
