CREATE SCHEMA IF NOT EXISTS tfjs_prov;

CREATE TABLE tfjs_prov.migrations (
  version INTEGER,
  name VARCHAR,
  applied_at TIMESTAMP,
  package_version VARCHAR
);

COMMENT ON TABLE tfjs_prov.migrations IS 'Which migrations made this file what it is';

COMMENT ON COLUMN tfjs_prov.migrations.version IS 'Number of the migration';

COMMENT ON COLUMN tfjs_prov.migrations.name IS 'Its name';

COMMENT ON COLUMN tfjs_prov.migrations.applied_at IS 'When it was applied, UTC';

COMMENT ON COLUMN tfjs_prov.migrations.package_version IS 'Version of tfjs-prov that applied it';

CREATE TABLE tfjs_prov.settings (
  name VARCHAR,
  value VARCHAR
);

COMMENT ON TABLE tfjs_prov.settings IS 'What the store notes about the file itself';

COMMENT ON COLUMN tfjs_prov.settings.name IS 'Such as views: a hash of the views as they stand';

COMMENT ON COLUMN tfjs_prov.settings.value IS 'The value';

CREATE TABLE tfjs_prov.runs (
  run_id UUID,
  parent_run_id UUID,
  experiment VARCHAR,
  name VARCHAR,
  status VARCHAR,
  status_reason VARCHAR,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  lease_until TIMESTAMP
);

COMMENT ON TABLE tfjs_prov.runs IS 'One training from its start to its end';

COMMENT ON COLUMN tfjs_prov.runs.run_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.runs.parent_run_id IS 'The run that this one is part of, such as a tuning';

COMMENT ON COLUMN tfjs_prov.runs.experiment IS 'The named group of runs that it belongs to';

COMMENT ON COLUMN tfjs_prov.runs.name IS 'Name, as told or made';

COMMENT ON COLUMN tfjs_prov.runs.status IS 'running, finished, stopped early, failed or interrupted';

COMMENT ON COLUMN tfjs_prov.runs.status_reason IS 'Why it ended so: the rule that stopped it, the error''s name and message';

COMMENT ON COLUMN tfjs_prov.runs.started_at IS 'Start, UTC';

COMMENT ON COLUMN tfjs_prov.runs.ended_at IS 'End, UTC';

COMMENT ON COLUMN tfjs_prov.runs.lease_until IS 'Until when, in UTC, the process says it lives while it records';

CREATE TABLE tfjs_prov.phases (
  phase_id UUID,
  run_id UUID,
  parent_phase_id UUID,
  position INTEGER,
  kind VARCHAR,
  name VARCHAR,
  model_id VARCHAR,
  first_run_epoch INTEGER,
  status VARCHAR,
  status_reason VARCHAR,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  lease_until TIMESTAMP,
  capture_ms DOUBLE
);

COMMENT ON TABLE tfjs_prov.phases IS 'One fit, evaluate or custom loop inside a run';

COMMENT ON COLUMN tfjs_prov.phases.phase_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.phases.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.phases.parent_phase_id IS 'The phase that this one is nested in';

COMMENT ON COLUMN tfjs_prov.phases.position IS 'Place among the phases of the run, from 0';

COMMENT ON COLUMN tfjs_prov.phases.kind IS 'fit, fitDataset, evaluate, evaluateDataset, trainOnBatch or loop';

COMMENT ON COLUMN tfjs_prov.phases.name IS 'Name; the kind unless told';

COMMENT ON COLUMN tfjs_prov.phases.model_id IS 'The model as it stood at the start';

COMMENT ON COLUMN tfjs_prov.phases.first_run_epoch IS 'run_epoch of epoch 0 of this phase';

COMMENT ON COLUMN tfjs_prov.phases.status IS 'running, finished, stopped early, failed or interrupted';

COMMENT ON COLUMN tfjs_prov.phases.status_reason IS 'Why it ended so: the rule that stopped it, the error''s name and message';

COMMENT ON COLUMN tfjs_prov.phases.started_at IS 'Start, UTC';

COMMENT ON COLUMN tfjs_prov.phases.ended_at IS 'End, UTC';

COMMENT ON COLUMN tfjs_prov.phases.lease_until IS 'Until when, in UTC, the process says it lives while it records';

COMMENT ON COLUMN tfjs_prov.phases.capture_ms IS 'Time spent recording on the thread that trains, milliseconds';

CREATE TABLE tfjs_prov.params (
  run_id UUID,
  phase_id UUID,
  source VARCHAR,
  name VARCHAR,
  value UNION(bool BOOLEAN, text VARCHAR, num DOUBLE)
);

COMMENT ON TABLE tfjs_prov.params IS 'What the training was told';

COMMENT ON COLUMN tfjs_prov.params.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.params.phase_id IS 'The phase; null for a param of the whole run';

COMMENT ON COLUMN tfjs_prov.params.source IS 'optimizer, model, fit or user';

COMMENT ON COLUMN tfjs_prov.params.name IS 'Name as Keras and TensorFlow.js write it, nested ones dotted';

COMMENT ON COLUMN tfjs_prov.params.value IS 'The value with its type';

CREATE TABLE tfjs_prov.epochs (
  run_id UUID,
  phase_id UUID,
  epoch INTEGER,
  run_epoch INTEGER,
  step BIGINT,
  started_at TIMESTAMP,
  ended_at TIMESTAMP
);

COMMENT ON TABLE tfjs_prov.epochs IS 'One epoch of a phase';

COMMENT ON COLUMN tfjs_prov.epochs.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.epochs.phase_id IS 'The phase';

COMMENT ON COLUMN tfjs_prov.epochs.epoch IS 'Epoch from 0, as TensorFlow.js counts';

COMMENT ON COLUMN tfjs_prov.epochs.run_epoch IS 'Epoch from 0, going on across the phases of the run';

COMMENT ON COLUMN tfjs_prov.epochs.step IS 'Updates of the weights in the run up to the epoch''s end';

COMMENT ON COLUMN tfjs_prov.epochs.started_at IS 'Start, UTC';

COMMENT ON COLUMN tfjs_prov.epochs.ended_at IS 'End, UTC';

CREATE TABLE tfjs_prov.series (
  run_id UUID,
  series INTEGER,
  phase_id UUID,
  metric VARCHAR,
  split VARCHAR,
  per VARCHAR
);

COMMENT ON TABLE tfjs_prov.series IS 'One metric of one phase';

COMMENT ON COLUMN tfjs_prov.series.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.series.series IS 'Number of the series in its run, from 0';

COMMENT ON COLUMN tfjs_prov.series.phase_id IS 'The phase';

COMMENT ON COLUMN tfjs_prov.series.metric IS 'Name, such as loss or val_loss';

COMMENT ON COLUMN tfjs_prov.series.split IS 'Data it was measured on: train, validation or test';

COMMENT ON COLUMN tfjs_prov.series.per IS 'How often: epoch or step';

CREATE TABLE tfjs_prov.points (
  run_id UUID,
  series INTEGER,
  step BIGINT,
  epoch INTEGER,
  recorded_at TIMESTAMP,
  value DOUBLE
);

COMMENT ON TABLE tfjs_prov.points IS 'One value of one metric';

COMMENT ON COLUMN tfjs_prov.points.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.points.series IS 'The series';

COMMENT ON COLUMN tfjs_prov.points.step IS 'Updates of the weights so far, or the step told';

COMMENT ON COLUMN tfjs_prov.points.epoch IS 'Epoch from 0';

COMMENT ON COLUMN tfjs_prov.points.recorded_at IS 'When it was recorded, UTC';

COMMENT ON COLUMN tfjs_prov.points.value IS 'The value; NaN and infinities as they came';

CREATE TABLE tfjs_prov.summaries (
  run_id UUID,
  series INTEGER,
  points BIGINT,
  nans BIGINT,
  last DOUBLE,
  last_step BIGINT,
  last_epoch INTEGER,
  min DOUBLE,
  min_step BIGINT,
  min_epoch INTEGER,
  max DOUBLE,
  max_step BIGINT,
  max_epoch INTEGER
);

COMMENT ON TABLE tfjs_prov.summaries IS 'A finished series in one row';

COMMENT ON COLUMN tfjs_prov.summaries.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.summaries.series IS 'The series';

COMMENT ON COLUMN tfjs_prov.summaries.points IS 'Number of points';

COMMENT ON COLUMN tfjs_prov.summaries.nans IS 'Points that are NaN; left out of min and max';

COMMENT ON COLUMN tfjs_prov.summaries.last IS 'Value recorded last';

COMMENT ON COLUMN tfjs_prov.summaries.last_step IS 'Step of the value recorded last';

COMMENT ON COLUMN tfjs_prov.summaries.last_epoch IS 'Epoch of the value recorded last';

COMMENT ON COLUMN tfjs_prov.summaries.min IS 'Least value';

COMMENT ON COLUMN tfjs_prov.summaries.min_step IS 'Step of the least value';

COMMENT ON COLUMN tfjs_prov.summaries.min_epoch IS 'Epoch of the least value';

COMMENT ON COLUMN tfjs_prov.summaries.max IS 'Greatest value';

COMMENT ON COLUMN tfjs_prov.summaries.max_step IS 'Step of the greatest value';

COMMENT ON COLUMN tfjs_prov.summaries.max_epoch IS 'Epoch of the greatest value';

CREATE TABLE tfjs_prov.events (
  event_id UUID,
  run_id UUID,
  phase_id UUID,
  recorded_at TIMESTAMP,
  kind VARCHAR,
  name VARCHAR,
  epoch INTEGER,
  step BIGINT,
  old_value UNION(bool BOOLEAN, text VARCHAR, num DOUBLE),
  new_value UNION(bool BOOLEAN, text VARCHAR, num DOUBLE),
  cause VARCHAR,
  message VARCHAR
);

COMMENT ON TABLE tfjs_prov.events IS 'Something that happened at an instant';

COMMENT ON COLUMN tfjs_prov.events.event_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.events.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.events.phase_id IS 'The phase';

COMMENT ON COLUMN tfjs_prov.events.recorded_at IS 'When, UTC';

COMMENT ON COLUMN tfjs_prov.events.kind IS 'changed, stopped early, not a number, failed or lost';

COMMENT ON COLUMN tfjs_prov.events.name IS 'What it happened to: learningRate, a metric, an error';

COMMENT ON COLUMN tfjs_prov.events.epoch IS 'Epoch from 0';

COMMENT ON COLUMN tfjs_prov.events.step IS 'Updates of the weights so far';

COMMENT ON COLUMN tfjs_prov.events.old_value IS 'Value before';

COMMENT ON COLUMN tfjs_prov.events.new_value IS 'Value after';

COMMENT ON COLUMN tfjs_prov.events.cause IS 'What made it happen';

COMMENT ON COLUMN tfjs_prov.events.message IS 'More, in words';

CREATE TABLE tfjs_prov.models (
  model_id VARCHAR,
  name VARCHAR,
  class_name VARCHAR,
  summary VARCHAR,
  parameters BIGINT,
  trainable_parameters BIGINT
);

COMMENT ON TABLE tfjs_prov.models IS 'A model''s architecture, named by the hash of its content';

COMMENT ON COLUMN tfjs_prov.models.model_id IS 'SHA-256 of the description, in hex';

COMMENT ON COLUMN tfjs_prov.models.name IS 'Name of the model';

COMMENT ON COLUMN tfjs_prov.models.class_name IS 'Keras class, such as Sequential';

COMMENT ON COLUMN tfjs_prov.models.summary IS 'What model.summary() prints';

COMMENT ON COLUMN tfjs_prov.models.parameters IS 'Number of weights';

COMMENT ON COLUMN tfjs_prov.models.trainable_parameters IS 'Number of weights that training changes';

CREATE TABLE tfjs_prov.layers (
  model_id VARCHAR,
  position INTEGER,
  name VARCHAR,
  kind VARCHAR,
  units BIGINT,
  activation VARCHAR,
  rate DOUBLE,
  regularizer VARCHAR,
  trainable BOOLEAN,
  parameters BIGINT,
  output_shape VARCHAR,
  config JSON
);

COMMENT ON TABLE tfjs_prov.layers IS 'One layer of a model';

COMMENT ON COLUMN tfjs_prov.layers.model_id IS 'The model';

COMMENT ON COLUMN tfjs_prov.layers.position IS 'Place in the model, from 0';

COMMENT ON COLUMN tfjs_prov.layers.name IS 'Name of the layer';

COMMENT ON COLUMN tfjs_prov.layers.kind IS 'Keras class, such as Dense';

COMMENT ON COLUMN tfjs_prov.layers.units IS 'Units or filters';

COMMENT ON COLUMN tfjs_prov.layers.activation IS 'Activation';

COMMENT ON COLUMN tfjs_prov.layers.rate IS 'Dropout rate';

COMMENT ON COLUMN tfjs_prov.layers.regularizer IS 'Regulariser with its strengths';

COMMENT ON COLUMN tfjs_prov.layers.trainable IS 'Whether training changes its weights';

COMMENT ON COLUMN tfjs_prov.layers.parameters IS 'Number of weights';

COMMENT ON COLUMN tfjs_prov.layers.output_shape IS 'Shape of its output, null for the batch';

COMMENT ON COLUMN tfjs_prov.layers.config IS 'The layer''s Keras config';

CREATE TABLE tfjs_prov.cells (
  cell_hash VARCHAR,
  source VARCHAR
);

COMMENT ON TABLE tfjs_prov.cells IS 'One version of a cell''s source';

COMMENT ON COLUMN tfjs_prov.cells.cell_hash IS 'SHA-256 of the source as it was written, in hex';

COMMENT ON COLUMN tfjs_prov.cells.source IS 'The source, with secrets and the home folder taken out';

CREATE TABLE tfjs_prov.cell_runs (
  cell_run_id UUID,
  cell_hash VARCHAR,
  cell_id VARCHAR,
  execution_count INTEGER,
  session_id UUID,
  notebook VARCHAR,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  status VARCHAR,
  error_name VARCHAR,
  lease_until TIMESTAMP
);

COMMENT ON TABLE tfjs_prov.cell_runs IS 'One execution of a cell';

COMMENT ON COLUMN tfjs_prov.cell_runs.cell_run_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.cell_runs.cell_hash IS 'The version of the cell that was executed';

COMMENT ON COLUMN tfjs_prov.cell_runs.cell_id IS 'The cell''s id in the notebook, where the front end tells it';

COMMENT ON COLUMN tfjs_prov.cell_runs.execution_count IS 'Number in brackets beside the cell';

COMMENT ON COLUMN tfjs_prov.cell_runs.session_id IS 'UUID of the kernel''s process';

COMMENT ON COLUMN tfjs_prov.cell_runs.notebook IS 'Path of the notebook from the file''s folder, where told';

COMMENT ON COLUMN tfjs_prov.cell_runs.started_at IS 'Start, UTC';

COMMENT ON COLUMN tfjs_prov.cell_runs.ended_at IS 'End, UTC';

COMMENT ON COLUMN tfjs_prov.cell_runs.status IS 'running, ok, error or interrupted';

COMMENT ON COLUMN tfjs_prov.cell_runs.error_name IS 'Name of the error that ended it';

COMMENT ON COLUMN tfjs_prov.cell_runs.lease_until IS 'Until when, in UTC, its process says it lives';

CREATE TABLE tfjs_prov.cell_uses (
  cell_run_id UUID,
  name VARCHAR,
  used_cell_run_id UUID
);

COMMENT ON TABLE tfjs_prov.cell_uses IS 'A name of an earlier cell run that a cell run used';

COMMENT ON COLUMN tfjs_prov.cell_uses.cell_run_id IS 'The cell run that used it';

COMMENT ON COLUMN tfjs_prov.cell_uses.name IS 'The variable, function, class or import';

COMMENT ON COLUMN tfjs_prov.cell_uses.used_cell_run_id IS 'The cell run that made it';

ALTER TABLE tfjs_prov.runs ADD COLUMN cell_run_id UUID;

COMMENT ON COLUMN tfjs_prov.runs.cell_run_id IS 'The cell run that started it';

CREATE TABLE tfjs_prov.environments (
  environment_id VARCHAR,
  platform VARCHAR,
  arch VARCHAR,
  os VARCHAR,
  os_release VARCHAR,
  cpu VARCHAR,
  cpus INTEGER,
  memory_bytes BIGINT,
  in_container BOOLEAN,
  gpu VARCHAR,
  node VARCHAR,
  kernel VARCHAR,
  backend VARCHAR,
  device VARCHAR,
  lockfile VARCHAR,
  lockfile_hash VARCHAR
);

COMMENT ON TABLE tfjs_prov.environments IS 'What runs are made in, named by the hash of its content';

COMMENT ON COLUMN tfjs_prov.environments.environment_id IS 'SHA-256 of the rest and of the packages, in hex';

COMMENT ON COLUMN tfjs_prov.environments.platform IS 'linux, darwin, win32, … as Node names it';

COMMENT ON COLUMN tfjs_prov.environments.arch IS 'Architecture: x64, arm64, …';

COMMENT ON COLUMN tfjs_prov.environments.os IS 'Name of the operating system';

COMMENT ON COLUMN tfjs_prov.environments.os_release IS 'Version of its kernel';

COMMENT ON COLUMN tfjs_prov.environments.cpu IS 'Model of the processor';

COMMENT ON COLUMN tfjs_prov.environments.cpus IS 'Processors that the process may use';

COMMENT ON COLUMN tfjs_prov.environments.memory_bytes IS 'Memory that the process may use';

COMMENT ON COLUMN tfjs_prov.environments.in_container IS 'Whether it is a container';

COMMENT ON COLUMN tfjs_prov.environments.gpu IS 'Models of the GPUs that the machine has';

COMMENT ON COLUMN tfjs_prov.environments.node IS 'Version of Node.js';

COMMENT ON COLUMN tfjs_prov.environments.kernel IS 'Kernel of the notebook: tfjs-prov or tslab; null in a script';

COMMENT ON COLUMN tfjs_prov.environments.backend IS 'Backend of TensorFlow.js: cpu, wasm, webgl, tensorflow, …';

COMMENT ON COLUMN tfjs_prov.environments.device IS 'What the backend computes on: CPU, GPU, a renderer';

COMMENT ON COLUMN tfjs_prov.environments.lockfile IS 'Name of the nearest lockfile above the notebook';

COMMENT ON COLUMN tfjs_prov.environments.lockfile_hash IS 'SHA-256 of its content, in hex';

CREATE TABLE tfjs_prov.packages (
  environment_id VARCHAR,
  name VARCHAR,
  version VARCHAR
);

COMMENT ON TABLE tfjs_prov.packages IS 'A package as it is loaded in an environment';

COMMENT ON COLUMN tfjs_prov.packages.environment_id IS 'The environment';

COMMENT ON COLUMN tfjs_prov.packages.name IS 'Name of the package, such as @tensorflow/tfjs';

COMMENT ON COLUMN tfjs_prov.packages.version IS 'Its version';

CREATE TABLE tfjs_prov.run_commits (
  run_id UUID,
  seen_at TIMESTAMP,
  commit_hash VARCHAR,
  branch VARCHAR,
  dirty BOOLEAN,
  patch_hash VARCHAR
);

COMMENT ON TABLE tfjs_prov.run_commits IS 'How the git repository of the code stood as a run began';

COMMENT ON COLUMN tfjs_prov.run_commits.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.run_commits.seen_at IS 'When git was asked, UTC';

COMMENT ON COLUMN tfjs_prov.run_commits.commit_hash IS 'The commit; null before the first';

COMMENT ON COLUMN tfjs_prov.run_commits.branch IS 'The branch; null where HEAD is detached';

COMMENT ON COLUMN tfjs_prov.run_commits.dirty IS 'Whether files differed from the commit, or were untracked';

COMMENT ON COLUMN tfjs_prov.run_commits.patch_hash IS 'SHA-256 of git diff HEAD and the names of untracked files; null when clean';

CREATE TABLE tfjs_prov.telemetry (
  run_id UUID,
  phase_id UUID,
  recorded_at TIMESTAMP,
  name VARCHAR,
  gpu INTEGER,
  value DOUBLE
);

COMMENT ON TABLE tfjs_prov.telemetry IS 'A reading of a quantity while a run trains';

COMMENT ON COLUMN tfjs_prov.telemetry.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.telemetry.phase_id IS 'The phase that had begun last';

COMMENT ON COLUMN tfjs_prov.telemetry.recorded_at IS 'When, UTC';

COMMENT ON COLUMN tfjs_prov.telemetry.name IS 'The quantity with its unit, such as cpu_percent';

COMMENT ON COLUMN tfjs_prov.telemetry.gpu IS 'Number of the GPU; null for what is not of one';

COMMENT ON COLUMN tfjs_prov.telemetry.value IS 'Its value';

ALTER TABLE tfjs_prov.runs ADD COLUMN person VARCHAR;

COMMENT ON COLUMN tfjs_prov.runs.person IS 'Who trained, where they said so';

ALTER TABLE tfjs_prov.phases ADD COLUMN environment_id VARCHAR;

COMMENT ON COLUMN tfjs_prov.phases.environment_id IS 'What it ran in';

CREATE TABLE tfjs_prov.datasets (
  dataset_hash VARCHAR,
  dtype VARCHAR,
  shape VARCHAR,
  rows BIGINT,
  size_bytes BIGINT,
  read_bytes BIGINT,
  min DOUBLE,
  max DOUBLE,
  mean DOUBLE,
  nans BIGINT,
  infinities BIGINT
);

COMMENT ON TABLE tfjs_prov.datasets IS 'One content of a tensor or an array, named by its hash';

COMMENT ON COLUMN tfjs_prov.datasets.dataset_hash IS 'SHA-256 of the values and then of dtype and shape, in hex; docs/data.md has the recipe';

COMMENT ON COLUMN tfjs_prov.datasets.dtype IS 'float32, int32, bool, string or complex64; json for records';

COMMENT ON COLUMN tfjs_prov.datasets.shape IS 'Shape as JSON, such as [150,4]';

COMMENT ON COLUMN tfjs_prov.datasets.rows IS 'Length of the first dimension; null for a single value';

COMMENT ON COLUMN tfjs_prov.datasets.size_bytes IS 'Size of the values';

COMMENT ON COLUMN tfjs_prov.datasets.read_bytes IS 'Bytes hashed and counted; fewer where it was too large';

COMMENT ON COLUMN tfjs_prov.datasets.min IS 'Least value; NaN left out';

COMMENT ON COLUMN tfjs_prov.datasets.max IS 'Greatest value; NaN left out';

COMMENT ON COLUMN tfjs_prov.datasets.mean IS 'Mean of the finite values';

COMMENT ON COLUMN tfjs_prov.datasets.nans IS 'Values that are NaN';

COMMENT ON COLUMN tfjs_prov.datasets.infinities IS 'Values that are infinite';

CREATE TABLE tfjs_prov.dataset_columns (
  dataset_hash VARCHAR,
  position INTEGER,
  min DOUBLE,
  max DOUBLE,
  mean DOUBLE,
  nans BIGINT,
  infinities BIGINT
);

COMMENT ON TABLE tfjs_prov.dataset_columns IS 'One column of a content that has few';

COMMENT ON COLUMN tfjs_prov.dataset_columns.dataset_hash IS 'The content';

COMMENT ON COLUMN tfjs_prov.dataset_columns.position IS 'Place in the row, from 0';

COMMENT ON COLUMN tfjs_prov.dataset_columns.min IS 'Least value; NaN left out';

COMMENT ON COLUMN tfjs_prov.dataset_columns.max IS 'Greatest value; NaN left out';

COMMENT ON COLUMN tfjs_prov.dataset_columns.mean IS 'Mean of the finite values';

COMMENT ON COLUMN tfjs_prov.dataset_columns.nans IS 'Values that are NaN';

COMMENT ON COLUMN tfjs_prov.dataset_columns.infinities IS 'Values that are infinite';

CREATE TABLE tfjs_prov.dataset_classes (
  dataset_hash VARCHAR,
  class BIGINT,
  rows BIGINT
);

COMMENT ON TABLE tfjs_prov.dataset_classes IS 'One class of a content that can be labels';

COMMENT ON COLUMN tfjs_prov.dataset_classes.dataset_hash IS 'The content';

COMMENT ON COLUMN tfjs_prov.dataset_classes.class IS 'The label; for one-hot rows the place of the one, from 0';

COMMENT ON COLUMN tfjs_prov.dataset_classes.rows IS 'Rows of that class';

CREATE TABLE tfjs_prov.row_fingerprints (
  dataset_hash VARCHAR,
  first_row BIGINT,
  fingerprints UBIGINT[]
);

COMMENT ON TABLE tfjs_prov.row_fingerprints IS 'Fingerprints of a content''s rows, many at once';

COMMENT ON COLUMN tfjs_prov.row_fingerprints.dataset_hash IS 'The content';

COMMENT ON COLUMN tfjs_prov.row_fingerprints.first_row IS 'Place of the first one''s row, from 0';

COMMENT ON COLUMN tfjs_prov.row_fingerprints.fingerprints IS 'First 64 bits of the hash of each row';

CREATE TABLE tfjs_prov.dataset_uses (
  run_id UUID,
  phase_id UUID,
  dataset_hash VARCHAR,
  role VARCHAR,
  part VARCHAR,
  split VARCHAR,
  via VARCHAR,
  first_row BIGINT,
  rows BIGINT,
  batches BIGINT,
  complete BOOLEAN,
  hash_ms DOUBLE
);

COMMENT ON TABLE tfjs_prov.dataset_uses IS 'What a phase used a content for';

COMMENT ON COLUMN tfjs_prov.dataset_uses.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.dataset_uses.phase_id IS 'The phase';

COMMENT ON COLUMN tfjs_prov.dataset_uses.dataset_hash IS 'The content';

COMMENT ON COLUMN tfjs_prov.dataset_uses.role IS 'x for inputs, y for targets';

COMMENT ON COLUMN tfjs_prov.dataset_uses.part IS 'Name or number among several inputs or targets';

COMMENT ON COLUMN tfjs_prov.dataset_uses.split IS 'train, validation or test';

COMMENT ON COLUMN tfjs_prov.dataset_uses.via IS 'tensor; stream for a tf.data.Dataset; batches for trainOnBatch';

COMMENT ON COLUMN tfjs_prov.dataset_uses.first_row IS 'First row used, from 0';

COMMENT ON COLUMN tfjs_prov.dataset_uses.rows IS 'Number of rows used, from first_row on';

COMMENT ON COLUMN tfjs_prov.dataset_uses.batches IS 'Batches seen in the first pass';

COMMENT ON COLUMN tfjs_prov.dataset_uses.complete IS 'Whether that was all there was';

COMMENT ON COLUMN tfjs_prov.dataset_uses.hash_ms IS 'Time reading it took on the thread that trains, milliseconds';

CREATE TABLE tfjs_prov.dataset_names (
  dataset_hash VARCHAR,
  name VARCHAR,
  part VARCHAR,
  source VARCHAR,
  split VARCHAR,
  recorded_at TIMESTAMP,
  cell_run_id UUID
);

COMMENT ON TABLE tfjs_prov.dataset_names IS 'What was told about a content';

COMMENT ON COLUMN tfjs_prov.dataset_names.dataset_hash IS 'The content';

COMMENT ON COLUMN tfjs_prov.dataset_names.name IS 'Name';

COMMENT ON COLUMN tfjs_prov.dataset_names.part IS 'Name or number among the parts of what was named';

COMMENT ON COLUMN tfjs_prov.dataset_names.source IS 'Where it is from';

COMMENT ON COLUMN tfjs_prov.dataset_names.split IS 'What it is for: train, validation or test';

COMMENT ON COLUMN tfjs_prov.dataset_names.recorded_at IS 'When it was told, UTC';

COMMENT ON COLUMN tfjs_prov.dataset_names.cell_run_id IS 'The cell run that told it';

CREATE TABLE tfjs_prov.derivations (
  step_id UUID,
  step VARCHAR,
  source_hash VARCHAR,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  cell_run_id UUID,
  input_hash VARCHAR,
  input_part VARCHAR,
  input_name VARCHAR,
  output_hash VARCHAR,
  output_part VARCHAR
);

COMMENT ON TABLE tfjs_prov.derivations IS 'An output of a step, with one of its inputs';

COMMENT ON COLUMN tfjs_prov.derivations.step_id IS 'The step, UUID of version 7';

COMMENT ON COLUMN tfjs_prov.derivations.step IS 'Name of the step';

COMMENT ON COLUMN tfjs_prov.derivations.source_hash IS 'SHA-256 of the function''s source, in hex';

COMMENT ON COLUMN tfjs_prov.derivations.started_at IS 'Start, UTC';

COMMENT ON COLUMN tfjs_prov.derivations.ended_at IS 'End, UTC';

COMMENT ON COLUMN tfjs_prov.derivations.cell_run_id IS 'The cell run that took it';

COMMENT ON COLUMN tfjs_prov.derivations.input_hash IS 'The content that went in';

COMMENT ON COLUMN tfjs_prov.derivations.input_part IS 'Its name or number among the inputs';

COMMENT ON COLUMN tfjs_prov.derivations.input_name IS 'Name of an input, where only that was told';

COMMENT ON COLUMN tfjs_prov.derivations.output_hash IS 'The content that came out';

COMMENT ON COLUMN tfjs_prov.derivations.output_part IS 'Its name or number among the outputs';

CREATE TABLE tfjs_prov.model_states (
  state_id UUID,
  run_id UUID,
  phase_id UUID,
  model_id VARCHAR,
  artifact_id UUID,
  origin VARCHAR,
  weights_hash VARCHAR,
  size_bytes BIGINT,
  epoch INTEGER,
  step BIGINT,
  monitor VARCHAR,
  monitor_value DOUBLE,
  recorded_at TIMESTAMP,
  duration_ms DOUBLE,
  hash_ms DOUBLE
);

COMMENT ON TABLE tfjs_prov.model_states IS 'A model''s weights at one moment';

COMMENT ON COLUMN tfjs_prov.model_states.state_id IS 'UUID of version 7: restored weights are another state';

COMMENT ON COLUMN tfjs_prov.model_states.run_id IS 'The run that had the model then; null where there was none';

COMMENT ON COLUMN tfjs_prov.model_states.phase_id IS 'The phase that made the state';

COMMENT ON COLUMN tfjs_prov.model_states.model_id IS 'The model as it stood then';

COMMENT ON COLUMN tfjs_prov.model_states.artifact_id IS 'What the state was loaded from';

COMMENT ON COLUMN tfjs_prov.model_states.origin IS 'initial, trained, epoch, checkpoint, restored, saved, loaded or changed';

COMMENT ON COLUMN tfjs_prov.model_states.weights_hash IS 'SHA-256 of the weights, in hex; null if not hashed';

COMMENT ON COLUMN tfjs_prov.model_states.size_bytes IS 'Size of the weights in bytes';

COMMENT ON COLUMN tfjs_prov.model_states.epoch IS 'Epoch of its phase that ended last, from 0';

COMMENT ON COLUMN tfjs_prov.model_states.step IS 'Updates of the weights so far';

COMMENT ON COLUMN tfjs_prov.model_states.monitor IS 'The metric for which a checkpoint was made';

COMMENT ON COLUMN tfjs_prov.model_states.monitor_value IS 'The metric''s value then';

COMMENT ON COLUMN tfjs_prov.model_states.recorded_at IS 'When, UTC';

COMMENT ON COLUMN tfjs_prov.model_states.duration_ms IS 'Time that a checkpoint took, milliseconds';

COMMENT ON COLUMN tfjs_prov.model_states.hash_ms IS 'Time spent on the weights on the thread, milliseconds';

CREATE TABLE tfjs_prov.state_links (
  state_id UUID,
  source_state_id UUID,
  relation VARCHAR,
  weights INTEGER
);

COMMENT ON TABLE tfjs_prov.state_links IS 'What a model state derives from';

COMMENT ON COLUMN tfjs_prov.state_links.state_id IS 'The model state';

COMMENT ON COLUMN tfjs_prov.state_links.source_state_id IS 'The model state before';

COMMENT ON COLUMN tfjs_prov.state_links.relation IS 'trained, changed, restored, copied or shared';

COMMENT ON COLUMN tfjs_prov.state_links.weights IS 'How many of its weights it concerns';

CREATE TABLE tfjs_prov.state_uses (
  run_id UUID,
  phase_id UUID,
  state_id UUID
);

COMMENT ON TABLE tfjs_prov.state_uses IS 'The weights that a phase began with';

COMMENT ON COLUMN tfjs_prov.state_uses.run_id IS 'The run';

COMMENT ON COLUMN tfjs_prov.state_uses.phase_id IS 'The phase';

COMMENT ON COLUMN tfjs_prov.state_uses.state_id IS 'The model state';

CREATE TABLE tfjs_prov.artifacts (
  artifact_id UUID,
  run_id UUID,
  phase_id UUID,
  state_id UUID,
  cell_run_id UUID,
  kind VARCHAR,
  verb VARCHAR,
  name VARCHAR,
  handler VARCHAR,
  place VARCHAR,
  sha256 VARCHAR,
  size_bytes BIGINT,
  epoch INTEGER,
  step BIGINT,
  content BLOB,
  recorded_at TIMESTAMP,
  duration_ms DOUBLE
);

COMMENT ON TABLE tfjs_prov.artifacts IS 'A model or a file that was saved, loaded or noted';

COMMENT ON COLUMN tfjs_prov.artifacts.artifact_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.artifacts.run_id IS 'The run that it belongs to, if any';

COMMENT ON COLUMN tfjs_prov.artifacts.phase_id IS 'The phase in which it happened';

COMMENT ON COLUMN tfjs_prov.artifacts.state_id IS 'The model state that was saved';

COMMENT ON COLUMN tfjs_prov.artifacts.cell_run_id IS 'The cell run whose code did it';

COMMENT ON COLUMN tfjs_prov.artifacts.kind IS 'model or file';

COMMENT ON COLUMN tfjs_prov.artifacts.verb IS 'saved, loaded or noted';

COMMENT ON COLUMN tfjs_prov.artifacts.name IS 'Name; the last part of the place unless told';

COMMENT ON COLUMN tfjs_prov.artifacts.handler IS 'file, http, https, another scheme or the handler''s class';

COMMENT ON COLUMN tfjs_prov.artifacts.place IS 'Path from the file''s folder, or address without credentials';

COMMENT ON COLUMN tfjs_prov.artifacts.sha256 IS 'SHA-256 of the content in hex; of several files, of their list';

COMMENT ON COLUMN tfjs_prov.artifacts.size_bytes IS 'Size in bytes';

COMMENT ON COLUMN tfjs_prov.artifacts.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN tfjs_prov.artifacts.step IS 'Updates of the weights so far';

COMMENT ON COLUMN tfjs_prov.artifacts.content IS 'The content itself, where it was asked to be kept';

COMMENT ON COLUMN tfjs_prov.artifacts.recorded_at IS 'When it was done, UTC';

COMMENT ON COLUMN tfjs_prov.artifacts.duration_ms IS 'Time that saving or loading took, milliseconds';

CREATE TABLE tfjs_prov.artifact_files (
  artifact_id UUID,
  path VARCHAR,
  sha256 VARCHAR,
  size_bytes BIGINT
);

COMMENT ON TABLE tfjs_prov.artifact_files IS 'A file of an artifact';

COMMENT ON COLUMN tfjs_prov.artifact_files.artifact_id IS 'The artifact';

COMMENT ON COLUMN tfjs_prov.artifact_files.path IS 'Path from the artifact''s place';

COMMENT ON COLUMN tfjs_prov.artifact_files.sha256 IS 'SHA-256 of its bytes, in hex';

COMMENT ON COLUMN tfjs_prov.artifact_files.size_bytes IS 'Size in bytes';

ALTER TABLE tfjs_prov.events ADD COLUMN cell_run_id UUID;

COMMENT ON COLUMN tfjs_prov.events.cell_run_id IS 'The cell run that asked for it';

CREATE TABLE tfjs_prov.seeds (
  cell_run_id UUID,
  run_id UUID,
  phase_id UUID,
  moment VARCHAR,
  origin VARCHAR,
  seed BIGINT,
  generator VARCHAR,
  stream VARCHAR,
  state VARCHAR,
  draws BIGINT,
  seeded_from INTEGER
);

COMMENT ON TABLE tfjs_prov.seeds IS 'How the random numbers of a cell run or of a run stood';

COMMENT ON COLUMN tfjs_prov.seeds.cell_run_id IS 'The cell run whose stream it is; null for that of a run';

COMMENT ON COLUMN tfjs_prov.seeds.run_id IS 'The run whose stream it is';

COMMENT ON COLUMN tfjs_prov.seeds.phase_id IS 'The phase that begins at this moment';

COMMENT ON COLUMN tfjs_prov.seeds.moment IS 'What begins: cell, run or phase; or end, of the run';

COMMENT ON COLUMN tfjs_prov.seeds.origin IS 'Whose wish the seed was: told, made, or none';

COMMENT ON COLUMN tfjs_prov.seeds.seed IS 'Seed of the session; null where nothing is seeded';

COMMENT ON COLUMN tfjs_prov.seeds.generator IS 'Name of the generator';

COMMENT ON COLUMN tfjs_prov.seeds.stream IS 'Place of the stream in its session, such as cell 2/run 1';

COMMENT ON COLUMN tfjs_prov.seeds.state IS 'State of the stream, in hexadecimal digits';

COMMENT ON COLUMN tfjs_prov.seeds.draws IS 'Numbers drawn from the stream up to the moment';

COMMENT ON COLUMN tfjs_prov.seeds.seeded_from IS 'Number of the cell from which on the session is seeded';

COMMENT ON COLUMN tfjs_prov.events.kind IS 'changed, stopped early, interrupted, not a number, failed, lost or unseeded';

CREATE SCHEMA IF NOT EXISTS prov;

CREATE TABLE tfjs_prov.imported_documents (
  document_hash VARCHAR,
  name VARCHAR,
  format VARCHAR,
  imported_at TIMESTAMP
);

COMMENT ON TABLE tfjs_prov.imported_documents IS 'A PROV document that was imported';

COMMENT ON COLUMN tfjs_prov.imported_documents.document_hash IS 'SHA-256 of its text, in hex';

COMMENT ON COLUMN tfjs_prov.imported_documents.name IS 'Name of its file, where it was one';

COMMENT ON COLUMN tfjs_prov.imported_documents.format IS 'provn, json, xml, turtle, trig or jsonld';

COMMENT ON COLUMN tfjs_prov.imported_documents.imported_at IS 'When it was imported, UTC';

CREATE TABLE tfjs_prov.imported_scopes (
  document_hash VARCHAR,
  scope INTEGER,
  bundle VARCHAR,
  bundle_name VARCHAR,
  prefixes JSON
);

COMMENT ON TABLE tfjs_prov.imported_scopes IS 'An imported document itself, or a bundle in it';

COMMENT ON COLUMN tfjs_prov.imported_scopes.document_hash IS 'The document: one of imported_documents';

COMMENT ON COLUMN tfjs_prov.imported_scopes.scope IS '0 for the document itself, its bundles from 1';

COMMENT ON COLUMN tfjs_prov.imported_scopes.bundle IS 'IRI of the bundle; null for the document itself';

COMMENT ON COLUMN tfjs_prov.imported_scopes.bundle_name IS 'The same as it is written, such as ex:b';

COMMENT ON COLUMN tfjs_prov.imported_scopes.prefixes IS 'Namespaces by their prefixes; the default one under default';

CREATE TABLE tfjs_prov.imported_statements (
  document_hash VARCHAR,
  scope INTEGER,
  position INTEGER,
  bundle VARCHAR,
  kind VARCHAR,
  id VARCHAR,
  id_name VARCHAR,
  arguments VARCHAR[],
  argument_names JSON,
  key UUID,
  argument_keys UUID[],
  attributes JSON
);

COMMENT ON TABLE tfjs_prov.imported_statements IS 'A statement of an imported document';

COMMENT ON COLUMN tfjs_prov.imported_statements.document_hash IS 'The document: one of imported_documents';

COMMENT ON COLUMN tfjs_prov.imported_statements.scope IS 'Where it stands: one of imported_scopes';

COMMENT ON COLUMN tfjs_prov.imported_statements.position IS 'Place in its scope, from 0';

COMMENT ON COLUMN tfjs_prov.imported_statements.bundle IS 'IRI of the bundle that it stands in';

COMMENT ON COLUMN tfjs_prov.imported_statements.kind IS 'Name in PROV-N, such as wasGeneratedBy';

COMMENT ON COLUMN tfjs_prov.imported_statements.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN tfjs_prov.imported_statements.id_name IS 'The same as it is written, such as ex:e1';

COMMENT ON COLUMN tfjs_prov.imported_statements.arguments IS 'Formal arguments in PROV-DM''s order: IRIs, times in UTC, or JSON';

COMMENT ON COLUMN tfjs_prov.imported_statements.argument_names IS 'The same as they are written, such as ex:e1, as JSON';

COMMENT ON COLUMN tfjs_prov.imported_statements.key IS 'Key of the thing, for lineage';

COMMENT ON COLUMN tfjs_prov.imported_statements.argument_keys IS 'Keys of the things among them, for lineage';

COMMENT ON COLUMN tfjs_prov.imported_statements.attributes IS 'All else, in the form of PROV-JSON';

CREATE TABLE tfjs_prov.promotions (
  promotion_id UUID,
  stage VARCHAR,
  run_id UUID,
  state_id UUID,
  artifact_id UUID,
  reason VARCHAR,
  person VARCHAR,
  cell_run_id UUID,
  recorded_at TIMESTAMP
);

COMMENT ON TABLE tfjs_prov.promotions IS 'A model that was put to use, or taken out of it';

COMMENT ON COLUMN tfjs_prov.promotions.promotion_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.promotions.stage IS 'What it is used as, such as production';

COMMENT ON COLUMN tfjs_prov.promotions.run_id IS 'The run that made the model; null where none did, or for none';

COMMENT ON COLUMN tfjs_prov.promotions.state_id IS 'The model state; null where nothing is used from then on';

COMMENT ON COLUMN tfjs_prov.promotions.artifact_id IS 'The saved model, where it was saved';

COMMENT ON COLUMN tfjs_prov.promotions.reason IS 'Why, as it was told';

COMMENT ON COLUMN tfjs_prov.promotions.person IS 'Who told of it, where they said so';

COMMENT ON COLUMN tfjs_prov.promotions.cell_run_id IS 'The cell run that told of it';

COMMENT ON COLUMN tfjs_prov.promotions.recorded_at IS 'When, UTC';

ALTER TABLE tfjs_prov.runs ADD COLUMN session_id UUID;

COMMENT ON COLUMN tfjs_prov.runs.session_id IS 'UUID of the process that recorded it';

CREATE TABLE tfjs_prov.charts (
  chart_id UUID,
  cell_run_id UUID,
  recorded_at TIMESTAMP,
  verb VARCHAR,
  title VARCHAR,
  summary VARCHAR,
  query VARCHAR,
  bound VARCHAR,
  rows BIGINT,
  rows_hash VARCHAR,
  spec_hash VARCHAR
);

COMMENT ON TABLE tfjs_prov.charts IS 'A chart as it was shown, and what it was drawn from';

COMMENT ON COLUMN tfjs_prov.charts.chart_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.charts.cell_run_id IS 'The cell run that showed it';

COMMENT ON COLUMN tfjs_prov.charts.recorded_at IS 'When, UTC';

COMMENT ON COLUMN tfjs_prov.charts.verb IS 'compare, chart, or live for the last picture of a live chart';

COMMENT ON COLUMN tfjs_prov.charts.title IS 'Its title';

COMMENT ON COLUMN tfjs_prov.charts.summary IS 'The chart in a line of text';

COMMENT ON COLUMN tfjs_prov.charts.query IS 'The SQL whose rows are drawn';

COMMENT ON COLUMN tfjs_prov.charts.bound IS 'What was bound to the placeholders, as JSON; null where long';

COMMENT ON COLUMN tfjs_prov.charts.rows IS 'Number of rows that the query gave';

COMMENT ON COLUMN tfjs_prov.charts.rows_hash IS 'SHA-256 of these rows, in hex';

COMMENT ON COLUMN tfjs_prov.charts.spec_hash IS 'SHA-256 of the Vega-Lite specification, in hex';

CREATE TABLE tfjs_prov.chart_runs (
  chart_id UUID,
  run_id UUID
);

COMMENT ON TABLE tfjs_prov.chart_runs IS 'A run that is drawn in a chart';

COMMENT ON COLUMN tfjs_prov.chart_runs.chart_id IS 'The chart';

COMMENT ON COLUMN tfjs_prov.chart_runs.run_id IS 'The run';

ALTER TABLE tfjs_prov.events ADD COLUMN layer VARCHAR;

COMMENT ON COLUMN tfjs_prov.events.layer IS 'Layer in which a number that is not finite began';

ALTER TABLE tfjs_prov.events ADD COLUMN found_in VARCHAR;

COMMENT ON COLUMN tfjs_prov.events.found_in IS 'Where it shows first: weights, output, data or loss';

CREATE TABLE tfjs_prov.plans (
  plan_id UUID,
  experiment VARCHAR,
  notebook VARCHAR,
  planned_at TIMESTAMP,
  saved_at TIMESTAMP,
  cell_run_id UUID
);

COMMENT ON TABLE tfjs_prov.plans IS 'A notebook as it was planned';

COMMENT ON COLUMN tfjs_prov.plans.plan_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.plans.experiment IS 'The named group of runs that it was planned for';

COMMENT ON COLUMN tfjs_prov.plans.notebook IS 'Path of the notebook from the file''s folder';

COMMENT ON COLUMN tfjs_prov.plans.planned_at IS 'When, UTC';

COMMENT ON COLUMN tfjs_prov.plans.saved_at IS 'When the notebook had been saved, UTC';

COMMENT ON COLUMN tfjs_prov.plans.cell_run_id IS 'The cell run that asked for it';

CREATE TABLE tfjs_prov.plan_steps (
  step_id UUID,
  plan_id UUID,
  position INTEGER,
  cell_id VARCHAR,
  cell_hash VARCHAR,
  title VARCHAR,
  problem VARCHAR
);

COMMENT ON TABLE tfjs_prov.plan_steps IS 'A code cell of a planned notebook';

COMMENT ON COLUMN tfjs_prov.plan_steps.step_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.plan_steps.plan_id IS 'The plan';

COMMENT ON COLUMN tfjs_prov.plan_steps.position IS 'Place among the code cells, from 0';

COMMENT ON COLUMN tfjs_prov.plan_steps.cell_id IS 'The cell''s id in the notebook';

COMMENT ON COLUMN tfjs_prov.plan_steps.cell_hash IS 'SHA-256 of its source: one of cells';

COMMENT ON COLUMN tfjs_prov.plan_steps.title IS 'Its first comment, the heading above it, or its calls';

COMMENT ON COLUMN tfjs_prov.plan_steps.problem IS 'What TypeScript has against it';

CREATE TABLE tfjs_prov.plan_ports (
  port_id UUID,
  step_id UUID,
  position INTEGER,
  direction VARCHAR,
  name VARCHAR,
  type VARCHAR,
  from_step_id UUID
);

COMMENT ON TABLE tfjs_prov.plan_ports IS 'A name that a planned step makes or takes';

COMMENT ON COLUMN tfjs_prov.plan_ports.port_id IS 'UUID of version 7';

COMMENT ON COLUMN tfjs_prov.plan_ports.step_id IS 'The step: one of plan_steps';

COMMENT ON COLUMN tfjs_prov.plan_ports.position IS 'Place among the names of its step, from 0';

COMMENT ON COLUMN tfjs_prov.plan_ports.direction IS 'in or out';

COMMENT ON COLUMN tfjs_prov.plan_ports.name IS 'The variable, function, class or import';

COMMENT ON COLUMN tfjs_prov.plan_ports.type IS 'TypeScript''s type of it';

COMMENT ON COLUMN tfjs_prov.plan_ports.from_step_id IS 'The step that makes what is taken';

CREATE TABLE tfjs_prov.plan_calls (
  step_id UUID,
  position INTEGER,
  call VARCHAR
);

COMMENT ON TABLE tfjs_prov.plan_calls IS 'A call that a planned step will make';

COMMENT ON COLUMN tfjs_prov.plan_calls.step_id IS 'The step: one of plan_steps';

COMMENT ON COLUMN tfjs_prov.plan_calls.position IS 'Place among the calls of the step, from 0';

COMMENT ON COLUMN tfjs_prov.plan_calls.call IS 'As it is written, without arguments, such as model.fit';

CREATE TABLE tfjs_prov.plan_params (
  step_id UUID,
  position INTEGER,
  call VARCHAR,
  name VARCHAR,
  value UNION(bool BOOLEAN, text VARCHAR, num DOUBLE),
  expression VARCHAR
);

COMMENT ON TABLE tfjs_prov.plan_params IS 'What a planned call is told';

COMMENT ON COLUMN tfjs_prov.plan_params.step_id IS 'The step: one of plan_steps';

COMMENT ON COLUMN tfjs_prov.plan_params.position IS 'Place of the call among those of the step, from 0';

COMMENT ON COLUMN tfjs_prov.plan_params.call IS 'As it is written, without arguments, such as model.fit';

COMMENT ON COLUMN tfjs_prov.plan_params.name IS 'Name, nested ones dotted';

COMMENT ON COLUMN tfjs_prov.plan_params.value IS 'The value with its type; null where it is no literal';

COMMENT ON COLUMN tfjs_prov.plan_params.expression IS 'As it is written';

CREATE OR REPLACE VIEW tfjs_prov.series_summaries AS

SELECT run_id, series, points, nans, last, last_step, last_epoch,
  min, min_step, min_epoch, max, max_step, max_epoch
FROM tfjs_prov.summaries
UNION ALL
SELECT run_id, series, count(*), count(*) FILTER (isnan(value)),
  arg_max(value, p.rowid), arg_max_null(step, p.rowid), arg_max_null(epoch, p.rowid),
  min(value) FILTER (NOT isnan(value)),
  arg_min_null(step, value) FILTER (NOT isnan(value)),
  arg_min_null(epoch, value) FILTER (NOT isnan(value)),
  max(value) FILTER (NOT isnan(value)),
  arg_max_null(step, value) FILTER (NOT isnan(value)),
  arg_max_null(epoch, value) FILTER (NOT isnan(value))
FROM tfjs_prov.points p
JOIN (
  SELECT run_id, series FROM tfjs_prov.series s
  ANTI JOIN tfjs_prov.summaries u USING (run_id, series)
) open USING (run_id, series)
GROUP BY run_id, series;

COMMENT ON VIEW tfjs_prov.series_summaries IS 'A series in one row; unfinished ones are counted at once';

COMMENT ON COLUMN tfjs_prov.series_summaries.run_id IS 'The run''s UUID';

COMMENT ON COLUMN tfjs_prov.series_summaries.series IS 'Number of the series in its run, from 0';

COMMENT ON COLUMN tfjs_prov.series_summaries.points IS 'Number of points';

COMMENT ON COLUMN tfjs_prov.series_summaries.nans IS 'Points that are NaN; left out of min and max';

COMMENT ON COLUMN tfjs_prov.series_summaries.last IS 'Value recorded last';

COMMENT ON COLUMN tfjs_prov.series_summaries.last_step IS 'Step of the value recorded last';

COMMENT ON COLUMN tfjs_prov.series_summaries.last_epoch IS 'Epoch of the value recorded last';

COMMENT ON COLUMN tfjs_prov.series_summaries.min IS 'Least value';

COMMENT ON COLUMN tfjs_prov.series_summaries.min_step IS 'Step of the least value';

COMMENT ON COLUMN tfjs_prov.series_summaries.min_epoch IS 'Epoch of the least value';

COMMENT ON COLUMN tfjs_prov.series_summaries.max IS 'Greatest value';

COMMENT ON COLUMN tfjs_prov.series_summaries.max_step IS 'Step of the greatest value';

COMMENT ON COLUMN tfjs_prov.series_summaries.max_epoch IS 'Epoch of the greatest value';

CREATE OR REPLACE VIEW main.experiments AS

SELECT experiment, count(*) AS runs,
  count(*) FILTER (status IN ('finished', 'stopped early')) AS finished,
  min(started_at) AS first_started_at, max(started_at) AS last_started_at
FROM tfjs_prov.runs
GROUP BY experiment
ORDER BY first_started_at;

COMMENT ON VIEW main.experiments IS 'A row an experiment: a named group of runs';

COMMENT ON COLUMN main.experiments.experiment IS 'Name of the experiment';

COMMENT ON COLUMN main.experiments.runs IS 'Number of runs';

COMMENT ON COLUMN main.experiments.finished IS 'Number of runs that finished or stopped early';

COMMENT ON COLUMN main.experiments.first_started_at IS 'Start of its first run, UTC';

COMMENT ON COLUMN main.experiments.last_started_at IS 'Start of its last run, UTC';

CREATE OR REPLACE VIEW main.runs AS

SELECT r.run_id, r.name, r.experiment, CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE r.status END AS status, r.status_reason,
  r.started_at, r.ended_at, (epoch_us(coalesce(r.ended_at, CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) >= epoch_us(now()) THEN make_timestamp(epoch_us(now())) END)) - epoch_us(r.started_at)) / 1e6 AS duration_s,
  coalesce(p.phases, 0) AS phases, coalesce(e.epochs, 0) AS epochs, m.last_epoch,
  greatest(e.last_step, m.last_step) AS last_step,
  m.loss, m.best_loss, m.val_loss, m.best_val_loss, m.best_val_loss_epoch, m.test_loss,
  r.parent_run_id, c.execution_count AS cell, r.cell_run_id,
  r.person, g.commit_hash, g.branch, g.dirty, g.patch_hash, p.environment_id, d.seed,
  coalesce(r.session_id, c.session_id) AS session_id
FROM tfjs_prov.runs r
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id
LEFT JOIN (
  SELECT run_id, count(*) AS phases, arg_max(environment_id, position) AS environment_id
  FROM tfjs_prov.phases GROUP BY run_id
) p USING (run_id)
LEFT JOIN tfjs_prov.run_commits g USING (run_id)
LEFT JOIN (
  SELECT run_id, count(*) AS epochs, max(step) AS last_step
  FROM tfjs_prov.epochs GROUP BY run_id
) e USING (run_id)
LEFT JOIN (
  SELECT s.run_id, max(u.last_step) AS last_step,
    max(h.first_run_epoch + u.last_epoch) AS last_epoch,
    arg_max(u.last, s.series) FILTER (s.metric = 'loss') AS loss,
    min(u.min) FILTER (s.metric = 'loss') AS best_loss,
    arg_max(u.last, s.series) FILTER (s.metric = 'val_loss') AS val_loss,
    min(u.min) FILTER (s.metric = 'val_loss') AS best_val_loss,
    arg_min(h.first_run_epoch + u.min_epoch, u.min)
      FILTER (s.metric = 'val_loss') AS best_val_loss_epoch,
    arg_max(u.last, s.series) FILTER (s.metric = 'test_loss') AS test_loss
  FROM tfjs_prov.series s
  JOIN tfjs_prov.series_summaries u USING (run_id, series)
  JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
  GROUP BY s.run_id
) m USING (run_id)
LEFT JOIN tfjs_prov.seeds d ON d.run_id = r.run_id AND d.moment = 'run'
ORDER BY r.started_at, r.run_id;

COMMENT ON VIEW main.runs IS 'A row a run: what became of it and how good it was';

COMMENT ON COLUMN main.runs.run_id IS 'UUID of version 7';

COMMENT ON COLUMN main.runs.name IS 'Name of the run';

COMMENT ON COLUMN main.runs.experiment IS 'The named group of runs that it belongs to';

COMMENT ON COLUMN main.runs.status IS 'running, finished, stopped early, failed or interrupted';

COMMENT ON COLUMN main.runs.status_reason IS 'Why: the rule that stopped it, the error''s name and message';

COMMENT ON COLUMN main.runs.started_at IS 'Start, UTC';

COMMENT ON COLUMN main.runs.ended_at IS 'End, UTC; null while it runs';

COMMENT ON COLUMN main.runs.duration_s IS 'Seconds from start to end, or to now while it runs';

COMMENT ON COLUMN main.runs.phases IS 'Number of phases';

COMMENT ON COLUMN main.runs.epochs IS 'Number of epochs recorded';

COMMENT ON COLUMN main.runs.last_epoch IS 'The last epoch recorded, counted across phases from 0';

COMMENT ON COLUMN main.runs.last_step IS 'The last step recorded';

COMMENT ON COLUMN main.runs.loss IS 'Training loss recorded last';

COMMENT ON COLUMN main.runs.best_loss IS 'Least training loss';

COMMENT ON COLUMN main.runs.val_loss IS 'Validation loss recorded last';

COMMENT ON COLUMN main.runs.best_val_loss IS 'Least validation loss; NaN left out';

COMMENT ON COLUMN main.runs.best_val_loss_epoch IS 'Epoch of the least validation loss, from 0';

COMMENT ON COLUMN main.runs.test_loss IS 'Loss on test data recorded last, as evaluate() averages it';

COMMENT ON COLUMN main.runs.parent_run_id IS 'The run that this one is part of';

COMMENT ON COLUMN main.runs.cell IS 'Number in brackets beside the cell that started it';

COMMENT ON COLUMN main.runs.cell_run_id IS 'The cell run that started it: one of cells';

COMMENT ON COLUMN main.runs.person IS 'Who trained, where they said so';

COMMENT ON COLUMN main.runs.commit_hash IS 'Commit of the code at the start, where git tells';

COMMENT ON COLUMN main.runs.branch IS 'Branch of the code at the start';

COMMENT ON COLUMN main.runs.dirty IS 'Whether files differed from that commit, or were untracked';

COMMENT ON COLUMN main.runs.patch_hash IS 'SHA-256 of what differed; null when nothing did';

COMMENT ON COLUMN main.runs.environment_id IS 'What it ran in: one of environments; that of the last phase';

COMMENT ON COLUMN main.runs.seed IS 'Seed of its session; null where nothing is seeded and it can''t repeat';

COMMENT ON COLUMN main.runs.session_id IS 'The process that recorded it: one of workers';

CREATE OR REPLACE VIEW main.phases AS

SELECT p.run_id, r.name AS run, p.phase_id, p.position, p.kind, p.name,
  CASE WHEN p.status = 'running' AND epoch_us(p.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE p.status END AS status, p.status_reason, p.started_at, p.ended_at,
  (epoch_us(coalesce(p.ended_at, CASE WHEN p.status = 'running' AND epoch_us(p.lease_until) >= epoch_us(now()) THEN make_timestamp(epoch_us(now())) END)) - epoch_us(p.started_at)) / 1e6 AS duration_s, coalesce(e.epochs, 0) AS epochs,
  p.model_id, p.parent_phase_id, p.first_run_epoch, p.capture_ms, p.environment_id
FROM tfjs_prov.phases p
JOIN tfjs_prov.runs r USING (run_id)
LEFT JOIN (
  SELECT phase_id, count(*) AS epochs FROM tfjs_prov.epochs GROUP BY phase_id
) e USING (phase_id)
ORDER BY r.started_at, p.run_id, p.position;

COMMENT ON VIEW main.phases IS 'A row a phase: one fit, evaluate or custom loop inside a run';

COMMENT ON COLUMN main.phases.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.phases.run IS 'The run''s name';

COMMENT ON COLUMN main.phases.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.phases.position IS 'Place among the phases of the run, from 0';

COMMENT ON COLUMN main.phases.kind IS 'fit, fitDataset, evaluate, evaluateDataset, trainOnBatch or loop';

COMMENT ON COLUMN main.phases.name IS 'Name; the kind unless told';

COMMENT ON COLUMN main.phases.status IS 'running, finished, stopped early, failed or interrupted';

COMMENT ON COLUMN main.phases.status_reason IS 'Why: the rule that stopped it, the error''s name and message';

COMMENT ON COLUMN main.phases.started_at IS 'Start, UTC';

COMMENT ON COLUMN main.phases.ended_at IS 'End, UTC; null while it runs';

COMMENT ON COLUMN main.phases.duration_s IS 'Seconds from start to end, or to now while it runs';

COMMENT ON COLUMN main.phases.epochs IS 'Number of epochs recorded';

COMMENT ON COLUMN main.phases.model_id IS 'The model as it stood at the start';

COMMENT ON COLUMN main.phases.parent_phase_id IS 'The phase that this one is nested in';

COMMENT ON COLUMN main.phases.first_run_epoch IS 'run_epoch of its epoch 0';

COMMENT ON COLUMN main.phases.capture_ms IS 'Time spent recording on the thread that trains, milliseconds';

COMMENT ON COLUMN main.phases.environment_id IS 'What it ran in: one of environments';

CREATE OR REPLACE VIEW main.epochs AS

SELECT e.run_id, r.name AS run, e.phase_id, e.epoch, e.run_epoch, e.step,
  e.started_at, e.ended_at, (epoch_us(e.ended_at) - epoch_us(e.started_at)) / 1e6 AS duration_s,
  t.loss, t.val_loss, t.learning_rate, t.metrics
FROM tfjs_prov.epochs e
JOIN tfjs_prov.runs r USING (run_id)
JOIN tfjs_prov.phases h ON h.phase_id = e.phase_id
LEFT JOIN (
  SELECT run_id, phase_id, epoch,
    max(value) FILTER (metric = 'loss') AS loss,
    max(value) FILTER (metric = 'val_loss') AS val_loss,
    max(value) FILTER (metric = 'learningRate') AS learning_rate,
    map_from_entries(list((metric, value) ORDER BY metric)) AS metrics
  FROM (
    SELECT p.run_id, s.phase_id, p.epoch, s.metric, arg_max(p.value, p.rowid) AS value
    FROM tfjs_prov.points p
    JOIN tfjs_prov.series s USING (run_id, series)
    WHERE s.per = 'epoch'
    GROUP BY p.run_id, s.phase_id, p.epoch, s.metric
  ) GROUP BY run_id, phase_id, epoch
) t ON t.run_id = e.run_id AND t.phase_id = e.phase_id AND t.epoch = e.epoch
ORDER BY r.started_at, e.run_id, h.position, e.epoch;

COMMENT ON VIEW main.epochs IS 'A row an epoch, with its metrics';

COMMENT ON COLUMN main.epochs.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.epochs.run IS 'The run''s name';

COMMENT ON COLUMN main.epochs.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.epochs.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN main.epochs.run_epoch IS 'Epoch from 0, going on across the phases of the run';

COMMENT ON COLUMN main.epochs.step IS 'Updates of the weights in the run up to the epoch''s end';

COMMENT ON COLUMN main.epochs.started_at IS 'Start, UTC';

COMMENT ON COLUMN main.epochs.ended_at IS 'End, UTC';

COMMENT ON COLUMN main.epochs.duration_s IS 'Seconds from start to end';

COMMENT ON COLUMN main.epochs.loss IS 'Training loss';

COMMENT ON COLUMN main.epochs.val_loss IS 'Validation loss';

COMMENT ON COLUMN main.epochs.learning_rate IS 'Learning rate in force at the epoch''s end';

COMMENT ON COLUMN main.epochs.metrics IS 'All metrics of the epoch: metrics[''val_acc'']';

CREATE OR REPLACE VIEW main.metrics AS

SELECT p.run_id, r.name AS run, s.metric, s.split, s.per, p.step, p.epoch,
  h.first_run_epoch + p.epoch AS run_epoch,
  (epoch_us(p.recorded_at) - epoch_us(r.started_at)) / 1e6 AS seconds, p.value, p.recorded_at, s.phase_id
FROM tfjs_prov.points p
JOIN tfjs_prov.series s USING (run_id, series)
JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
JOIN tfjs_prov.runs r ON r.run_id = p.run_id;

COMMENT ON VIEW main.metrics IS 'A row a point: one value of one metric; ORDER BY step or seconds';

COMMENT ON COLUMN main.metrics.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.metrics.run IS 'The run''s name';

COMMENT ON COLUMN main.metrics.metric IS 'Name, such as loss or val_loss';

COMMENT ON COLUMN main.metrics.split IS 'Data it was measured on: train, validation or test';

COMMENT ON COLUMN main.metrics.per IS 'How often it was measured: epoch or step';

COMMENT ON COLUMN main.metrics.step IS 'Updates of the weights so far, or the step told';

COMMENT ON COLUMN main.metrics.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN main.metrics.run_epoch IS 'Epoch from 0, going on across the phases of the run';

COMMENT ON COLUMN main.metrics.seconds IS 'Seconds since the start of the run';

COMMENT ON COLUMN main.metrics.value IS 'The value; NaN and infinities as they came';

COMMENT ON COLUMN main.metrics.recorded_at IS 'When it was recorded, UTC';

COMMENT ON COLUMN main.metrics.phase_id IS 'The phase''s UUID';

CREATE OR REPLACE VIEW main.params AS

SELECT p.run_id, r.name AS run, p.name, p.value, p.source, p.phase_id
FROM tfjs_prov.params p
JOIN tfjs_prov.runs r USING (run_id);

COMMENT ON VIEW main.params IS 'A row a param: what the training was told, with its type';

COMMENT ON COLUMN main.params.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.params.run IS 'The run''s name';

COMMENT ON COLUMN main.params.name IS 'Name as Keras and TensorFlow.js write it, nested ones dotted';

COMMENT ON COLUMN main.params.value IS 'The value: value > 0.1 and value = ''adam'' both work';

COMMENT ON COLUMN main.params.source IS 'optimizer, model, fit or user';

COMMENT ON COLUMN main.params.phase_id IS 'The phase''s UUID; null for a param of the whole run';

CREATE OR REPLACE VIEW main.events AS

SELECT e.run_id, r.name AS run, e.phase_id, e.recorded_at, e.kind, e.name, e.epoch, e.step,
  e.old_value, e.new_value, e.cause, e.message, e.layer, e.found_in, e.cell_run_id, e.event_id
FROM tfjs_prov.events e
LEFT JOIN tfjs_prov.runs r USING (run_id)
ORDER BY e.recorded_at, e.event_id;

COMMENT ON VIEW main.events IS 'A row an event: something that happened at an instant';

COMMENT ON COLUMN main.events.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.events.run IS 'The run''s name';

COMMENT ON COLUMN main.events.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.events.recorded_at IS 'When, UTC';

COMMENT ON COLUMN main.events.kind IS 'changed, stopped early, interrupted, not a number, failed, lost or unseeded';

COMMENT ON COLUMN main.events.name IS 'What it happened to: learningRate, a metric, an error';

COMMENT ON COLUMN main.events.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN main.events.step IS 'Updates of the weights so far';

COMMENT ON COLUMN main.events.old_value IS 'Value before';

COMMENT ON COLUMN main.events.new_value IS 'Value after';

COMMENT ON COLUMN main.events.cause IS 'What made it happen';

COMMENT ON COLUMN main.events.message IS 'More, in words';

COMMENT ON COLUMN main.events.layer IS 'Layer in which a number that is not finite began; of data, where it enters';

COMMENT ON COLUMN main.events.found_in IS 'Where it shows first: weights, output, data or loss';

COMMENT ON COLUMN main.events.cell_run_id IS 'The cell run whose code asked for it, where a user steered';

COMMENT ON COLUMN main.events.event_id IS 'UUID of version 7';

CREATE OR REPLACE VIEW main.models AS

SELECT f.run_id, r.name AS run, m.model_id, m.name, m.class_name, m.parameters,
  m.trainable_parameters, m.summary, f.phase_id
FROM tfjs_prov.models m
JOIN (
  SELECT run_id, model_id, arg_min(phase_id, position) AS phase_id, min(position) AS seen
  FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id, model_id
) f USING (model_id)
JOIN tfjs_prov.runs r ON r.run_id = f.run_id
ORDER BY r.started_at, f.run_id, f.seen;

COMMENT ON VIEW main.models IS 'A row a model of a run, as it stood when a phase began';

COMMENT ON COLUMN main.models.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.models.run IS 'The run''s name';

COMMENT ON COLUMN main.models.model_id IS 'SHA-256 of the description: equal models have equal ids';

COMMENT ON COLUMN main.models.name IS 'Name of the model';

COMMENT ON COLUMN main.models.class_name IS 'Keras class, such as Sequential';

COMMENT ON COLUMN main.models.parameters IS 'Number of weights';

COMMENT ON COLUMN main.models.trainable_parameters IS 'Number of weights that training changes';

COMMENT ON COLUMN main.models.summary IS 'What model.summary() prints';

COMMENT ON COLUMN main.models.phase_id IS 'The first phase with the model as it stands here';

CREATE OR REPLACE VIEW main.layers AS

SELECT f.run_id, r.name AS run, l.position, l.name, l.kind, l.units, l.activation, l.rate,
  l.regularizer, l.trainable, l.parameters, l.output_shape, l.config, l.model_id, f.phase_id
FROM tfjs_prov.layers l
JOIN (
  SELECT run_id, model_id, arg_min(phase_id, position) AS phase_id, min(position) AS seen
  FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id, model_id
) f USING (model_id)
JOIN tfjs_prov.runs r ON r.run_id = f.run_id
ORDER BY r.started_at, f.run_id, f.seen, l.position;

COMMENT ON VIEW main.layers IS 'A row a layer of each model of a run, as it stood when a phase began';

COMMENT ON COLUMN main.layers.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.layers.run IS 'The run''s name';

COMMENT ON COLUMN main.layers.position IS 'Place in the model, from 0';

COMMENT ON COLUMN main.layers.name IS 'Name of the layer';

COMMENT ON COLUMN main.layers.kind IS 'Keras class, such as Dense';

COMMENT ON COLUMN main.layers.units IS 'Units or filters';

COMMENT ON COLUMN main.layers.activation IS 'Activation';

COMMENT ON COLUMN main.layers.rate IS 'Dropout rate';

COMMENT ON COLUMN main.layers.regularizer IS 'Regulariser with its strengths';

COMMENT ON COLUMN main.layers.trainable IS 'Whether training changes its weights';

COMMENT ON COLUMN main.layers.parameters IS 'Number of weights';

COMMENT ON COLUMN main.layers.output_shape IS 'Shape of its output, null for the batch';

COMMENT ON COLUMN main.layers.config IS 'The layer''s Keras config: config->>''units''';

COMMENT ON COLUMN main.layers.model_id IS 'The model''s hash';

COMMENT ON COLUMN main.layers.phase_id IS 'The first phase with the model as it stands here';

CREATE OR REPLACE VIEW main.compare AS

SELECT r.run_id, r.name AS run, r.experiment, r.status, r.epochs, r.duration_s,
  p.params, m.last, m.least, m.greatest
FROM main.runs r
LEFT JOIN (
  SELECT run_id, map_from_entries(list((name, value) ORDER BY name)) AS params
  FROM (
    SELECT p.run_id, p.name, last(p.value ORDER BY coalesce(h.position, -1)) AS value
    FROM tfjs_prov.params p
    LEFT JOIN tfjs_prov.phases h ON h.phase_id = p.phase_id
    GROUP BY p.run_id, p.name
  ) GROUP BY run_id
) p USING (run_id)
LEFT JOIN (
  SELECT run_id, map_from_entries(list((metric, last) ORDER BY metric)) AS last,
    map_from_entries(list((metric, least) ORDER BY metric)) AS least,
    map_from_entries(list((metric, greatest) ORDER BY metric)) AS greatest
  FROM (
    SELECT s.run_id, s.metric, arg_max(u.last, s.series) AS last,
      min(u.min) AS least, max(u.max) AS greatest
    FROM tfjs_prov.series s
    JOIN tfjs_prov.series_summaries u USING (run_id, series)
    GROUP BY s.run_id, s.metric
  ) GROUP BY run_id
) m USING (run_id)
ORDER BY r.started_at, r.run_id;

COMMENT ON VIEW main.compare IS 'A row a run, its params and metrics side by side';

COMMENT ON COLUMN main.compare.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.compare.run IS 'The run''s name';

COMMENT ON COLUMN main.compare.experiment IS 'The named group of runs that it belongs to';

COMMENT ON COLUMN main.compare.status IS 'running, finished, stopped early, failed or interrupted';

COMMENT ON COLUMN main.compare.epochs IS 'Number of epochs recorded';

COMMENT ON COLUMN main.compare.duration_s IS 'Seconds from start to end, or to now while it runs';

COMMENT ON COLUMN main.compare.params IS 'All params, that of the last phase where they differ: params[''batchSize'']';

COMMENT ON COLUMN main.compare.last IS 'Of each metric the value recorded last: last[''val_acc'']';

COMMENT ON COLUMN main.compare.least IS 'Of each metric the least value, NaN left out: least[''val_loss'']';

COMMENT ON COLUMN main.compare.greatest IS 'Of each metric the greatest value, NaN left out: greatest[''val_acc'']';

CREATE OR REPLACE VIEW main.cells AS

SELECT c.cell_run_id, c.execution_count, v.source, c.became AS status, c.error_name,
  c.started_at, c.ended_at,
  CASE WHEN c.became = 'interrupted' AND c.ended_at IS NULL THEN NULL
    ELSE (epoch_us(coalesce(c.ended_at, CASE WHEN c.status = 'running' AND epoch_us(c.lease_until) >= epoch_us(now()) THEN make_timestamp(epoch_us(now())) END)) - epoch_us(c.started_at)) / 1e6 END AS duration_s,
  coalesce(r.runs, 0) AS runs, c.position, c.cell_id, c.cell_hash, c.notebook, c.session_id,
  CASE WHEN c.cell_id IS NOT NULL THEN c.newest_hash <> c.cell_hash END AS edited_since,
  coalesce(o.names, []) AS outdated
FROM (
  SELECT *, CASE
    WHEN status <> 'running' THEN status
    WHEN epoch_us(lease_until) < epoch_us(now()) OR after > 0 THEN 'interrupted'
    ELSE status END AS became
  FROM (
    SELECT *,
      row_number() OVER (PARTITION BY session_id ORDER BY started_at, cell_run_id) - 1
        AS position,
      row_number() OVER (
        PARTITION BY coalesce(notebook, CAST(session_id AS VARCHAR))
        ORDER BY started_at DESC, cell_run_id DESC
      ) - 1 AS after,
      first_value(cell_hash) OVER (
        PARTITION BY coalesce(notebook, CAST(session_id AS VARCHAR)), cell_id
        ORDER BY started_at DESC, cell_run_id DESC
      ) AS newest_hash
    FROM tfjs_prov.cell_runs
  ) numbered
) c
LEFT JOIN tfjs_prov.cells v ON v.cell_hash = c.cell_hash
LEFT JOIN (
  SELECT cell_run_id, count(*) AS runs FROM tfjs_prov.runs GROUP BY cell_run_id
) r ON r.cell_run_id = c.cell_run_id
LEFT JOIN (
  SELECT u.cell_run_id, list(DISTINCT u.name ORDER BY u.name) AS names
  FROM tfjs_prov.cell_uses u
  JOIN tfjs_prov.cell_runs c ON c.cell_run_id = u.cell_run_id
  JOIN tfjs_prov.cell_runs m ON m.cell_run_id = u.used_cell_run_id
  JOIN tfjs_prov.cell_runs n ON n.session_id = c.session_id
    AND n.started_at > c.started_at
    AND (n.cell_id = m.cell_id OR n.cell_hash = m.cell_hash)
  GROUP BY u.cell_run_id
) o ON o.cell_run_id = c.cell_run_id
ORDER BY c.started_at, c.cell_run_id;

COMMENT ON VIEW main.cells IS 'A row a cell run: one execution of one version of a cell';

COMMENT ON COLUMN main.cells.cell_run_id IS 'UUID of version 7';

COMMENT ON COLUMN main.cells.execution_count IS 'Number in brackets beside the cell';

COMMENT ON COLUMN main.cells.source IS 'What was executed; secrets read <secret>, the home folder ~, and the rest is as written';

COMMENT ON COLUMN main.cells.status IS 'running, ok, error or interrupted';

COMMENT ON COLUMN main.cells.error_name IS 'Name of the error that ended it';

COMMENT ON COLUMN main.cells.started_at IS 'Start, UTC';

COMMENT ON COLUMN main.cells.ended_at IS 'End, UTC; null while it runs and where its process died';

COMMENT ON COLUMN main.cells.duration_s IS 'Seconds from start to end, or to now while it runs';

COMMENT ON COLUMN main.cells.runs IS 'Number of runs that it started, also in the background';

COMMENT ON COLUMN main.cells.position IS 'Place among the cell runs of its session, from 0';

COMMENT ON COLUMN main.cells.cell_id IS 'The cell''s id in the notebook, where the front end tells it';

COMMENT ON COLUMN main.cells.cell_hash IS 'SHA-256 of the source as it was written: one version of a cell';

COMMENT ON COLUMN main.cells.notebook IS 'Path of the notebook from the file''s folder, where told';

COMMENT ON COLUMN main.cells.session_id IS 'UUID of the kernel''s process';

COMMENT ON COLUMN main.cells.edited_since IS 'Whether a later run of the same cell had another source; null without ids';

COMMENT ON COLUMN main.cells.outdated IS 'Names it used that their cell, run again since, made anew';

CREATE OR REPLACE VIEW main.cell_uses AS

SELECT u.cell_run_id, c.execution_count, u.name, u.used_cell_run_id,
  d.execution_count AS used_execution_count
FROM tfjs_prov.cell_uses u
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = u.cell_run_id
LEFT JOIN tfjs_prov.cell_runs d ON d.cell_run_id = u.used_cell_run_id
ORDER BY c.started_at, u.cell_run_id, u.name;

COMMENT ON VIEW main.cell_uses IS 'A row a name that a cell run used, with the earlier cell run that made it';

COMMENT ON COLUMN main.cell_uses.cell_run_id IS 'UUID of version 7';

COMMENT ON COLUMN main.cell_uses.execution_count IS 'Number in brackets beside the cell';

COMMENT ON COLUMN main.cell_uses.name IS 'The variable, function, class or import';

COMMENT ON COLUMN main.cell_uses.used_cell_run_id IS 'The cell run that made it';

COMMENT ON COLUMN main.cell_uses.used_execution_count IS 'Number in brackets beside the cell that made it';

CREATE OR REPLACE VIEW main.code AS

SELECT u.run_id, r.name AS run, u.name, c.execution_count, v.source, u.cell_run_id,
  c.cell_hash, c.started_at
FROM (
  WITH RECURSIVE upstream AS (
    SELECT run_id, CAST(NULL AS VARCHAR) AS name, cell_run_id
    FROM tfjs_prov.runs WHERE cell_run_id IS NOT NULL
    UNION
    SELECT p.run_id, n.name, n.used_cell_run_id
    FROM upstream p JOIN tfjs_prov.cell_uses n ON n.cell_run_id = p.cell_run_id
  )
  FROM upstream
) u
JOIN tfjs_prov.runs r ON r.run_id = u.run_id
JOIN tfjs_prov.cell_runs c ON c.cell_run_id = u.cell_run_id
LEFT JOIN tfjs_prov.cells v ON v.cell_hash = c.cell_hash
ORDER BY r.started_at, u.run_id, u.name IS NULL, c.started_at, u.name;

COMMENT ON VIEW main.code IS 'A row a cell that made a run: the one that started it, and each of whose names it used, also through others';

COMMENT ON COLUMN main.code.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.code.run IS 'The run''s name';

COMMENT ON COLUMN main.code.name IS 'The name that was used; null for the cell that started the run';

COMMENT ON COLUMN main.code.execution_count IS 'Number in brackets beside the cell';

COMMENT ON COLUMN main.code.source IS 'What was executed, as in cells';

COMMENT ON COLUMN main.code.cell_run_id IS 'The cell run: one of cells';

COMMENT ON COLUMN main.code.cell_hash IS 'SHA-256 of the source as it was written: one version of a cell';

COMMENT ON COLUMN main.code.started_at IS 'Start of the cell run, UTC';

CREATE OR REPLACE VIEW main.environments AS

SELECT e.environment_id, concat(e.platform, ' ', e.arch, ', ', e.cpus, ' × ', coalesce(e.cpu, 'CPU'), ', ', CAST(round(e.memory_bytes / 1073741824.0) AS BIGINT), ' GiB', ', ' || e.gpu) AS machine, e.os, e.os_release, e.in_container,
  e.backend, e.device, p.tfjs, e.node, e.kernel, p.tfjs_prov, p.tslab, p.typescript,
  p.duckdb, p.packages, e.lockfile, e.lockfile_hash, e.platform, e.arch, e.cpu, e.cpus,
  e.memory_bytes, e.gpu, coalesce(r.runs, 0) AS runs
FROM tfjs_prov.environments e
LEFT JOIN (
  SELECT environment_id,
    coalesce(max(version) FILTER (name = '@tensorflow/tfjs'), max(version) FILTER (name = '@tensorflow/tfjs-core')) AS tfjs,
    max(version) FILTER (name = 'tfjs-prov') AS tfjs_prov, max(version) FILTER (name = 'tslab') AS tslab,
    max(version) FILTER (name = '@tslab/typescript-for-tslab') AS typescript,
    max(version) FILTER (name = '@duckdb/node-api') AS duckdb,
    map_from_entries(list((name, version) ORDER BY name)) AS packages
  FROM tfjs_prov.packages GROUP BY environment_id
) p USING (environment_id)
LEFT JOIN (
  SELECT environment_id, count(DISTINCT run_id) AS runs, min(started_at) AS first
  FROM tfjs_prov.phases GROUP BY environment_id
) r USING (environment_id)
ORDER BY r.first, e.environment_id;

COMMENT ON VIEW main.environments IS 'A row an environment: machine, versions, backend, and how many runs it saw';

COMMENT ON COLUMN main.environments.environment_id IS 'SHA-256 of the content: equal environments have equal ids';

COMMENT ON COLUMN main.environments.machine IS 'Platform, processors, memory and GPUs in one text; no host''s name';

COMMENT ON COLUMN main.environments.os IS 'Name of the operating system';

COMMENT ON COLUMN main.environments.os_release IS 'Version of its kernel';

COMMENT ON COLUMN main.environments.in_container IS 'Whether it is a container';

COMMENT ON COLUMN main.environments.backend IS 'Backend of TensorFlow.js: cpu, wasm, webgl, tensorflow, …';

COMMENT ON COLUMN main.environments.device IS 'What the backend computes on: CPU, GPU, a renderer';

COMMENT ON COLUMN main.environments.tfjs IS 'Version of @tensorflow/tfjs, else of its core';

COMMENT ON COLUMN main.environments.node IS 'Version of Node.js';

COMMENT ON COLUMN main.environments.kernel IS 'Kernel of the notebook: tfjs-prov or tslab; null in a script';

COMMENT ON COLUMN main.environments.tfjs_prov IS 'Version of tfjs-prov, which recorded';

COMMENT ON COLUMN main.environments.tslab IS 'Version of tslab';

COMMENT ON COLUMN main.environments.typescript IS 'Version of the TypeScript that compiled the cells';

COMMENT ON COLUMN main.environments.duckdb IS 'Version of @duckdb/node-api';

COMMENT ON COLUMN main.environments.packages IS 'All packages known: packages[''@tensorflow/tfjs-layers'']';

COMMENT ON COLUMN main.environments.lockfile IS 'Name of the nearest lockfile above the notebook';

COMMENT ON COLUMN main.environments.lockfile_hash IS 'SHA-256 of its content, in hex';

COMMENT ON COLUMN main.environments.platform IS 'linux, darwin, win32, … as Node names it';

COMMENT ON COLUMN main.environments.arch IS 'Architecture: x64, arm64, …';

COMMENT ON COLUMN main.environments.cpu IS 'Model of the processor';

COMMENT ON COLUMN main.environments.cpus IS 'Processors that the process may use';

COMMENT ON COLUMN main.environments.memory_bytes IS 'Memory that the process may use';

COMMENT ON COLUMN main.environments.gpu IS 'Models of the GPUs that the machine has';

COMMENT ON COLUMN main.environments.runs IS 'Number of runs with a phase in it';

CREATE OR REPLACE VIEW main.telemetry_samples AS

SELECT t.run_id, r.name AS run, t.name, t.gpu,
  (epoch_us(t.recorded_at) - epoch_us(r.started_at)) / 1e6 AS seconds, t.value, t.recorded_at, t.phase_id
FROM tfjs_prov.telemetry t
JOIN tfjs_prov.runs r USING (run_id);

COMMENT ON VIEW main.telemetry_samples IS 'A row a reading of a quantity while a run trains; ORDER BY seconds';

COMMENT ON COLUMN main.telemetry_samples.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.telemetry_samples.run IS 'The run''s name';

COMMENT ON COLUMN main.telemetry_samples.name IS 'The quantity with its unit, such as cpu_percent or rss_bytes';

COMMENT ON COLUMN main.telemetry_samples.gpu IS 'Number of the GPU; null for what is not of one';

COMMENT ON COLUMN main.telemetry_samples.seconds IS 'Seconds since the start of the run';

COMMENT ON COLUMN main.telemetry_samples.value IS 'Its value';

COMMENT ON COLUMN main.telemetry_samples.recorded_at IS 'When, UTC';

COMMENT ON COLUMN main.telemetry_samples.phase_id IS 'The phase that had begun last';

CREATE OR REPLACE VIEW main.telemetry AS

SELECT t.run_id, r.name AS run, t.name, t.gpu, t.samples, t.mean, t.peak, t.least
FROM (
  SELECT run_id, name, gpu, count(*) AS samples, avg(value) AS mean, max(value) AS peak,
    min(value) AS least
  FROM tfjs_prov.telemetry GROUP BY run_id, name, gpu
) t
JOIN tfjs_prov.runs r USING (run_id)
ORDER BY r.started_at, t.run_id, t.name, t.gpu;

COMMENT ON VIEW main.telemetry IS 'A row a quantity of a run: what it took while it trained, mean and peak';

COMMENT ON COLUMN main.telemetry.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.telemetry.run IS 'The run''s name';

COMMENT ON COLUMN main.telemetry.name IS 'The quantity with its unit, such as cpu_percent or rss_bytes';

COMMENT ON COLUMN main.telemetry.gpu IS 'Number of the GPU; null for what is not of one';

COMMENT ON COLUMN main.telemetry.samples IS 'Number of readings: one after a second, then one every two';

COMMENT ON COLUMN main.telemetry.mean IS 'Mean of the readings';

COMMENT ON COLUMN main.telemetry.peak IS 'Greatest of the readings';

COMMENT ON COLUMN main.telemetry.least IS 'Least of the readings';

CREATE OR REPLACE VIEW main.states AS

SELECT e.state_id, e.run_id, r.name AS run, e.phase_id, h.name AS phase, e.origin,
  e.epoch, e.step, e.weights_hash, nullif(e.first_id, e.state_id) AS equals_state_id,
  CASE WHEN e.first_in_run <> e.state_id THEN e.epoch_in_run END AS equals_epoch,
  l.from_state_id, l.relation, fr.name AS from_run, e.artifact_id,
  mr.name AS made_in_run, mr.run_id AS made_in_run_id,
  CASE WHEN mr.run_id IS NOT NULL THEN e.made_in_epoch END AS made_in_epoch,
  e.monitor, e.monitor_value, e.model_id, e.size_bytes, e.recorded_at, e.duration_ms,
  e.hash_ms
FROM (
  SELECT s.*, first_value(s.state_id) OVER (PARTITION BY s.weights_hash ORDER BY s.recorded_at, s.state_id) AS first_id,
    first_value(s.state_id) OVER (PARTITION BY s.weights_hash, s.run_id ORDER BY s.recorded_at, s.state_id) AS first_in_run,
    first_value(s.epoch) OVER (PARTITION BY s.weights_hash, s.run_id ORDER BY s.recorded_at, s.state_id) AS epoch_in_run,
    first_value(CASE WHEN (s.phase_id IS NOT NULL AND (s.weights_hash IS NULL OR s.weights_hash IS DISTINCT FROM b.weights_hash) OR s.origin = 'saved') THEN s.run_id END)
      OVER (PARTITION BY s.weights_hash ORDER BY NOT (s.phase_id IS NOT NULL AND (s.weights_hash IS NULL OR s.weights_hash IS DISTINCT FROM b.weights_hash) OR s.origin = 'saved'), s.recorded_at) AS made_in_run_id,
    first_value(s.epoch) OVER (PARTITION BY s.weights_hash ORDER BY NOT (s.phase_id IS NOT NULL AND (s.weights_hash IS NULL OR s.weights_hash IS DISTINCT FROM b.weights_hash) OR s.origin = 'saved'), s.recorded_at) AS made_in_epoch
  FROM tfjs_prov.model_states s LEFT JOIN (
    SELECT u.phase_id, any_value(w.weights_hash) AS weights_hash
    FROM tfjs_prov.state_uses u JOIN tfjs_prov.model_states w USING (state_id)
    GROUP BY u.phase_id
  ) b ON b.phase_id = s.phase_id
  WHERE s.weights_hash IS NOT NULL
  UNION ALL
  SELECT s.*, s.state_id, s.state_id, s.epoch,
    CASE WHEN (s.phase_id IS NOT NULL AND (s.weights_hash IS NULL OR s.weights_hash IS DISTINCT FROM b.weights_hash) OR s.origin = 'saved') THEN s.run_id END, s.epoch
  FROM tfjs_prov.model_states s LEFT JOIN (
    SELECT u.phase_id, any_value(w.weights_hash) AS weights_hash
    FROM tfjs_prov.state_uses u JOIN tfjs_prov.model_states w USING (state_id)
    GROUP BY u.phase_id
  ) b ON b.phase_id = s.phase_id
  WHERE s.weights_hash IS NULL
) e
LEFT JOIN tfjs_prov.runs r ON r.run_id = e.run_id
LEFT JOIN tfjs_prov.phases h ON h.phase_id = e.phase_id
LEFT JOIN (
  SELECT state_id, arg_max(source_state_id, weights) AS from_state_id,
    arg_max(relation, weights) AS relation
  FROM tfjs_prov.state_links GROUP BY state_id
) l ON l.state_id = e.state_id
LEFT JOIN tfjs_prov.model_states f ON f.state_id = l.from_state_id
LEFT JOIN tfjs_prov.runs fr ON fr.run_id = f.run_id
LEFT JOIN tfjs_prov.runs mr ON mr.run_id = e.made_in_run_id
ORDER BY e.recorded_at, e.state_id;

COMMENT ON VIEW main.states IS 'A row a model state: a model''s weights at one moment, and where they are from';

COMMENT ON COLUMN main.states.state_id IS 'UUID of version 7';

COMMENT ON COLUMN main.states.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.states.run IS 'The run''s name';

COMMENT ON COLUMN main.states.phase_id IS 'The phase that made it';

COMMENT ON COLUMN main.states.phase IS 'Its name';

COMMENT ON COLUMN main.states.origin IS 'initial, trained, epoch, checkpoint, restored, saved, loaded or changed';

COMMENT ON COLUMN main.states.epoch IS 'Epoch of its phase that ended last, from 0';

COMMENT ON COLUMN main.states.step IS 'Updates of the weights so far';

COMMENT ON COLUMN main.states.weights_hash IS 'SHA-256 of the weights: equal weights have equal hashes';

COMMENT ON COLUMN main.states.equals_state_id IS 'The first state recorded with the same weights, if it is another';

COMMENT ON COLUMN main.states.equals_epoch IS 'Epoch after which the model had the same weights before in this run';

COMMENT ON COLUMN main.states.from_state_id IS 'The state that most of its weights derive from';

COMMENT ON COLUMN main.states.relation IS 'How: trained, changed, restored, copied or shared';

COMMENT ON COLUMN main.states.from_run IS 'Name of the run of that state';

COMMENT ON COLUMN main.states.artifact_id IS 'What it was loaded from';

COMMENT ON COLUMN main.states.made_in_run IS 'Name of the run that trained these very weights first, if any did';

COMMENT ON COLUMN main.states.made_in_run_id IS 'Its UUID';

COMMENT ON COLUMN main.states.made_in_epoch IS 'Epoch of its phase after which the model had them, from 0';

COMMENT ON COLUMN main.states.monitor IS 'The metric for which a checkpoint was made';

COMMENT ON COLUMN main.states.monitor_value IS 'The metric''s value then';

COMMENT ON COLUMN main.states.model_id IS 'The model as it stood then';

COMMENT ON COLUMN main.states.size_bytes IS 'Size of the weights in bytes';

COMMENT ON COLUMN main.states.recorded_at IS 'When, UTC';

COMMENT ON COLUMN main.states.duration_ms IS 'Time that a checkpoint took, milliseconds';

COMMENT ON COLUMN main.states.hash_ms IS 'Time spent on the weights on the thread that trains, milliseconds';

CREATE OR REPLACE VIEW main.lineage AS

SELECT u.run_id, r.name AS run, u.phase_id, h.position, h.name AS phase,
  b.origin AS began_as,
  CASE WHEN b.made_in_run_id IS NOT NULL THEN b.made_in_run ELSE b.from_run END
    AS from_run,
  coalesce(b.made_in_run_id, f.run_id) AS from_run_id,
  u.state_id AS start_state_id, b.weights_hash AS start_weights,
  e.state_id AS end_state_id, e.weights_hash AS end_weights, e.equals_epoch,
  m.trainable_parameters, m.parameters, h.model_id
FROM tfjs_prov.state_uses u
JOIN tfjs_prov.phases h ON h.phase_id = u.phase_id
LEFT JOIN tfjs_prov.runs r ON r.run_id = u.run_id
LEFT JOIN main.states b ON b.state_id = u.state_id
LEFT JOIN tfjs_prov.model_states f ON f.state_id = b.from_state_id
LEFT JOIN main.states e
  ON e.phase_id = u.phase_id AND e.origin IN ('trained', 'restored')
LEFT JOIN tfjs_prov.models m ON m.model_id = h.model_id
ORDER BY r.started_at, u.run_id, h.position;

COMMENT ON VIEW main.lineage IS 'A row a phase of a model: the weights it began with and those it ended with';

COMMENT ON COLUMN main.lineage.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.lineage.run IS 'The run''s name';

COMMENT ON COLUMN main.lineage.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.lineage.position IS 'Place among the phases of the run, from 0';

COMMENT ON COLUMN main.lineage.phase IS 'Name of the phase';

COMMENT ON COLUMN main.lineage.began_as IS 'Origin of the weights it began with: initial, trained, loaded, changed, …';

COMMENT ON COLUMN main.lineage.from_run IS 'Name of the run that those weights are from, if any';

COMMENT ON COLUMN main.lineage.from_run_id IS 'Its UUID';

COMMENT ON COLUMN main.lineage.start_state_id IS 'The model state it began with';

COMMENT ON COLUMN main.lineage.start_weights IS 'The hash of its weights';

COMMENT ON COLUMN main.lineage.end_state_id IS 'The model state it ended with; null where it trained nothing';

COMMENT ON COLUMN main.lineage.end_weights IS 'The hash of its weights';

COMMENT ON COLUMN main.lineage.equals_epoch IS 'The epoch whose weights it ended with, where these were restored';

COMMENT ON COLUMN main.lineage.trainable_parameters IS 'Number of weights that it trained';

COMMENT ON COLUMN main.lineage.parameters IS 'Number of weights';

COMMENT ON COLUMN main.lineage.model_id IS 'The model as it stood when the phase began';

CREATE OR REPLACE VIEW main.artifacts AS

SELECT a.artifact_id, a.run_id, r.name AS run, a.name, a.kind, a.verb, a.handler, a.place,
  a.sha256, f.files, a.size_bytes,
  CASE WHEN a.verb = 'saved' AND a.place IS NOT NULL THEN row_number() OVER (
    PARTITION BY a.verb, a.handler, a.place ORDER BY a.recorded_at DESC, a.artifact_id DESC
  ) > 1 END AS overwritten,
  s.weights_hash, s.made_in_run, s.made_in_run_id, s.made_in_epoch, s.from_run,
  s.state_id,
  a.phase_id, a.epoch, a.step, a.recorded_at, a.duration_ms, c.execution_count AS cell,
  a.cell_run_id, a.content
FROM tfjs_prov.artifacts a
LEFT JOIN tfjs_prov.runs r ON r.run_id = a.run_id
LEFT JOIN (
  SELECT artifact_id, map_from_entries(list((path, sha256) ORDER BY path)) AS files
  FROM tfjs_prov.artifact_files GROUP BY artifact_id
) f ON f.artifact_id = a.artifact_id
LEFT JOIN (
  SELECT artifact_id, any_value(state_id) AS state_id FROM tfjs_prov.model_states
  WHERE artifact_id IS NOT NULL GROUP BY artifact_id
) l ON l.artifact_id = a.artifact_id
LEFT JOIN main.states s ON s.state_id = coalesce(a.state_id, l.state_id)
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = a.cell_run_id
ORDER BY a.recorded_at, a.artifact_id;

COMMENT ON VIEW main.artifacts IS 'A row an artifact: a model or a file that was saved, loaded or noted';

COMMENT ON COLUMN main.artifacts.artifact_id IS 'UUID of version 7';

COMMENT ON COLUMN main.artifacts.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.artifacts.run IS 'The run''s name';

COMMENT ON COLUMN main.artifacts.name IS 'Name; the last part of the place unless told';

COMMENT ON COLUMN main.artifacts.kind IS 'model or file';

COMMENT ON COLUMN main.artifacts.verb IS 'saved, loaded or noted';

COMMENT ON COLUMN main.artifacts.handler IS 'file, http, https, another scheme or the handler''s class';

COMMENT ON COLUMN main.artifacts.place IS 'Path from the file''s folder, or address without credentials';

COMMENT ON COLUMN main.artifacts.sha256 IS 'SHA-256 of the content; of a model in files, of their list';

COMMENT ON COLUMN main.artifacts.files IS 'SHA-256 of each of its files: files[''weights.bin'']';

COMMENT ON COLUMN main.artifacts.size_bytes IS 'Size in bytes';

COMMENT ON COLUMN main.artifacts.overwritten IS 'Whether it was saved again to the same place later';

COMMENT ON COLUMN main.artifacts.weights_hash IS 'SHA-256 of the weights, of a model';

COMMENT ON COLUMN main.artifacts.made_in_run IS 'Name of the run that trained these very weights first, if any did';

COMMENT ON COLUMN main.artifacts.made_in_run_id IS 'Its UUID';

COMMENT ON COLUMN main.artifacts.made_in_epoch IS 'Epoch of its phase after which the model had them, from 0';

COMMENT ON COLUMN main.artifacts.from_run IS 'Name of the run that most of its weights derive from';

COMMENT ON COLUMN main.artifacts.state_id IS 'The model state that was saved, or that loading made';

COMMENT ON COLUMN main.artifacts.phase_id IS 'The phase in which it happened';

COMMENT ON COLUMN main.artifacts.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN main.artifacts.step IS 'Updates of the weights so far';

COMMENT ON COLUMN main.artifacts.recorded_at IS 'When, UTC';

COMMENT ON COLUMN main.artifacts.duration_ms IS 'Time that it took, milliseconds';

COMMENT ON COLUMN main.artifacts.cell IS 'Number in brackets beside the cell whose code did it';

COMMENT ON COLUMN main.artifacts.cell_run_id IS 'That cell run: one of cells';

COMMENT ON COLUMN main.artifacts.content IS 'The content itself, where it was asked to be kept';

CREATE OR REPLACE VIEW main.checkpoints AS

SELECT s.run_id, s.run, s.phase_id, s.epoch, s.step, s.monitor, s.monitor_value, a.place,
  coalesce(a.overwritten = false, a.artifact_id IS NOT NULL) AS usable,
  s.state_id IN (
    SELECT source_state_id FROM tfjs_prov.state_links WHERE relation = 'restored'
  ) AS restored,
  s.weights_hash, s.recorded_at, coalesce(a.duration_ms, s.duration_ms) AS duration_ms,
  s.state_id, a.artifact_id
FROM main.states s
LEFT JOIN main.artifacts a ON a.state_id = s.state_id AND a.verb = 'saved'
WHERE s.origin = 'checkpoint' OR (s.phase_id IS NOT NULL AND a.phase_id = s.phase_id)
ORDER BY s.recorded_at, s.state_id;

COMMENT ON VIEW main.checkpoints IS 'A row a checkpoint: weights kept or saved while a model was trained';

COMMENT ON COLUMN main.checkpoints.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.checkpoints.run IS 'The run''s name';

COMMENT ON COLUMN main.checkpoints.phase_id IS 'The phase in which it was made';

COMMENT ON COLUMN main.checkpoints.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN main.checkpoints.step IS 'Updates of the weights so far';

COMMENT ON COLUMN main.checkpoints.monitor IS 'The metric for which it was made';

COMMENT ON COLUMN main.checkpoints.monitor_value IS 'The metric''s value then';

COMMENT ON COLUMN main.checkpoints.place IS 'Where it was saved; null where it was kept in memory';

COMMENT ON COLUMN main.checkpoints.usable IS 'Whether it was saved and not overwritten since';

COMMENT ON COLUMN main.checkpoints.restored IS 'Whether the model got these weights back';

COMMENT ON COLUMN main.checkpoints.weights_hash IS 'SHA-256 of the weights';

COMMENT ON COLUMN main.checkpoints.recorded_at IS 'When, UTC';

COMMENT ON COLUMN main.checkpoints.duration_ms IS 'Time that it took, milliseconds';

COMMENT ON COLUMN main.checkpoints.state_id IS 'The model state';

COMMENT ON COLUMN main.checkpoints.artifact_id IS 'What was saved';

CREATE OR REPLACE VIEW main.datasets AS

SELECT d.dataset_hash, n.name, n.source, n.split, d.dtype, d.shape, d.rows, d.size_bytes,
  d.read_bytes, d.min, d.max, d.mean, d.nans, d.infinities, c.classes,
  coalesce(f.fingerprints, 0) AS row_fingerprints, coalesce(u.runs, 0) AS runs,
  u.first_used_at
FROM tfjs_prov.datasets d
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) n USING (dataset_hash)
LEFT JOIN (
  SELECT dataset_hash, map_from_entries(list((class, rows) ORDER BY class)) AS classes
  FROM tfjs_prov.dataset_classes GROUP BY dataset_hash
) c USING (dataset_hash)
LEFT JOIN (
  SELECT dataset_hash, CAST(sum(len(fingerprints)) AS BIGINT) AS fingerprints
  FROM tfjs_prov.row_fingerprints GROUP BY dataset_hash
) f USING (dataset_hash)
LEFT JOIN (
  SELECT dataset_hash, count(DISTINCT u.run_id) AS runs,
    min(p.started_at) AS first_used_at
  FROM tfjs_prov.dataset_uses u JOIN tfjs_prov.phases p USING (phase_id)
  GROUP BY dataset_hash
) u USING (dataset_hash)
ORDER BY u.first_used_at, d.dataset_hash;

COMMENT ON VIEW main.datasets IS 'A row a dataset: one content of a tensor or an array, named by its hash';

COMMENT ON COLUMN main.datasets.dataset_hash IS 'The content: SHA-256 of its values, dtype and shape';

COMMENT ON COLUMN main.datasets.name IS 'Name told last, that of its part after a dot';

COMMENT ON COLUMN main.datasets.source IS 'Where it is from, as told';

COMMENT ON COLUMN main.datasets.split IS 'What it is for, as told; dataset_uses has what it was used for';

COMMENT ON COLUMN main.datasets.dtype IS 'float32, int32, bool, string or complex64; json for records';

COMMENT ON COLUMN main.datasets.shape IS 'Shape as JSON, such as [150,4]';

COMMENT ON COLUMN main.datasets.rows IS 'Length of the first dimension; null for a single value';

COMMENT ON COLUMN main.datasets.size_bytes IS 'Size of the values';

COMMENT ON COLUMN main.datasets.read_bytes IS 'Bytes hashed and counted; fewer where it was too large';

COMMENT ON COLUMN main.datasets.min IS 'Least value; NaN left out';

COMMENT ON COLUMN main.datasets.max IS 'Greatest value; NaN left out';

COMMENT ON COLUMN main.datasets.mean IS 'Mean of the finite values';

COMMENT ON COLUMN main.datasets.nans IS 'Values that are NaN';

COMMENT ON COLUMN main.datasets.infinities IS 'Values that are infinite';

COMMENT ON COLUMN main.datasets.classes IS 'Rows of each class, where these can be labels: classes[0]';

COMMENT ON COLUMN main.datasets.row_fingerprints IS 'Number of rows that have a fingerprint in dataset_rows';

COMMENT ON COLUMN main.datasets.runs IS 'Number of runs that used it';

COMMENT ON COLUMN main.datasets.first_used_at IS 'Start of the first phase that used it, UTC';

CREATE OR REPLACE VIEW main.dataset_uses AS

SELECT u.run_id, r.name AS run, u.phase_id, u.split, u.role, u.part, n.name, u.rows,
  u.first_row, d.dtype, d.shape, u.dataset_hash, u.via, u.batches, u.complete, u.hash_ms
FROM tfjs_prov.dataset_uses u
JOIN tfjs_prov.runs r USING (run_id)
JOIN tfjs_prov.phases p ON p.phase_id = u.phase_id
LEFT JOIN tfjs_prov.datasets d ON d.dataset_hash = u.dataset_hash
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) n ON n.dataset_hash = u.dataset_hash
ORDER BY r.started_at, u.run_id, p.position,
  CASE u.split WHEN 'train' THEN 0 WHEN 'validation' THEN 1 ELSE 2 END, u.role, u.part;

COMMENT ON VIEW main.dataset_uses IS 'A row a use: which rows of a dataset a phase used, and for what';

COMMENT ON COLUMN main.dataset_uses.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.dataset_uses.run IS 'The run''s name';

COMMENT ON COLUMN main.dataset_uses.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.dataset_uses.split IS 'train, validation or test';

COMMENT ON COLUMN main.dataset_uses.role IS 'x for inputs, y for targets';

COMMENT ON COLUMN main.dataset_uses.part IS 'Name or number among several inputs or targets';

COMMENT ON COLUMN main.dataset_uses.name IS 'Name of the dataset, where one was told';

COMMENT ON COLUMN main.dataset_uses.rows IS 'Number of rows used, from first_row on';

COMMENT ON COLUMN main.dataset_uses.first_row IS 'First row used, from 0';

COMMENT ON COLUMN main.dataset_uses.dtype IS 'Of the dataset';

COMMENT ON COLUMN main.dataset_uses.shape IS 'Of the dataset, as JSON';

COMMENT ON COLUMN main.dataset_uses.dataset_hash IS 'The content: SHA-256 of its values, dtype and shape';

COMMENT ON COLUMN main.dataset_uses.via IS 'tensor; stream for a tf.data.Dataset; batches for trainOnBatch';

COMMENT ON COLUMN main.dataset_uses.batches IS 'Batches seen in the first pass';

COMMENT ON COLUMN main.dataset_uses.complete IS 'Whether that was all there was';

COMMENT ON COLUMN main.dataset_uses.hash_ms IS 'Time reading it took on the thread that trains, milliseconds';

CREATE OR REPLACE VIEW main.dataset_columns AS

SELECT c.dataset_hash, n.name, c.position, c.min, c.max, c.mean, c.nans, c.infinities
FROM tfjs_prov.dataset_columns c
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) n USING (dataset_hash)
ORDER BY c.dataset_hash, c.position;

COMMENT ON VIEW main.dataset_columns IS 'A row a column of each dataset of at most 256 columns';

COMMENT ON COLUMN main.dataset_columns.dataset_hash IS 'The content: SHA-256 of its values, dtype and shape';

COMMENT ON COLUMN main.dataset_columns.name IS 'Name of the dataset, where one was told';

COMMENT ON COLUMN main.dataset_columns.position IS 'Place of the column, from 0';

COMMENT ON COLUMN main.dataset_columns.min IS 'Least value; NaN left out';

COMMENT ON COLUMN main.dataset_columns.max IS 'Greatest value; NaN left out';

COMMENT ON COLUMN main.dataset_columns.mean IS 'Mean of the finite values';

COMMENT ON COLUMN main.dataset_columns.nans IS 'Values that are NaN';

COMMENT ON COLUMN main.dataset_columns.infinities IS 'Values that are infinite';

CREATE OR REPLACE VIEW main.dataset_classes AS

SELECT c.dataset_hash, n.name, c.class, c.rows
FROM tfjs_prov.dataset_classes c
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) n USING (dataset_hash)
ORDER BY c.dataset_hash, c.class;

COMMENT ON VIEW main.dataset_classes IS 'A row a class of each dataset that can be labels';

COMMENT ON COLUMN main.dataset_classes.dataset_hash IS 'The content: SHA-256 of its values, dtype and shape';

COMMENT ON COLUMN main.dataset_classes.name IS 'Name of the dataset, where one was told';

COMMENT ON COLUMN main.dataset_classes.class IS 'The label; for one-hot rows the place of the one, from 0';

COMMENT ON COLUMN main.dataset_classes.rows IS 'Rows of that class';

CREATE OR REPLACE VIEW main.dataset_rows AS

SELECT f.dataset_hash, n.name, f.position, f.fingerprint, u.run_id, r.name AS run,
  u.phase_id, u.split, u.role, u.part
FROM (
  SELECT dataset_hash, first_row + generate_subscripts(fingerprints, 1) - 1 AS position,
    unnest(fingerprints) AS fingerprint
  FROM tfjs_prov.row_fingerprints
) f
LEFT JOIN tfjs_prov.dataset_uses u ON u.dataset_hash = f.dataset_hash
  AND f.position >= u.first_row AND f.position < u.first_row + u.rows
LEFT JOIN tfjs_prov.runs r ON r.run_id = u.run_id
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) n ON n.dataset_hash = f.dataset_hash;

COMMENT ON VIEW main.dataset_rows IS 'A row a fingerprinted row of a dataset, for each use; join on fingerprint';

COMMENT ON COLUMN main.dataset_rows.dataset_hash IS 'The content: SHA-256 of its values, dtype and shape';

COMMENT ON COLUMN main.dataset_rows.name IS 'Name of the dataset, where one was told';

COMMENT ON COLUMN main.dataset_rows.position IS 'Place of the row, from 0';

COMMENT ON COLUMN main.dataset_rows.fingerprint IS 'First 64 bits of the row''s own hash: equal rows have equal ones';

COMMENT ON COLUMN main.dataset_rows.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.dataset_rows.run IS 'The run''s name';

COMMENT ON COLUMN main.dataset_rows.phase_id IS 'The phase that used the row; null where none did';

COMMENT ON COLUMN main.dataset_rows.split IS 'What for: train, validation or test';

COMMENT ON COLUMN main.dataset_rows.role IS 'x for inputs, y for targets';

COMMENT ON COLUMN main.dataset_rows.part IS 'Name or number among several inputs or targets';

CREATE OR REPLACE VIEW main.derivations AS

SELECT s.step, coalesce(i.name, s.input_name) AS input, o.name AS output,
  coalesce(s.input_hash, t.dataset_hash) AS input_hash, s.output_hash, s.input_part,
  s.output_part, s.started_at,
  (epoch_us(s.ended_at) - epoch_us(s.started_at)) / 1e3 AS duration_ms, s.source_hash,
  c.execution_count AS cell, s.cell_run_id, s.step_id
FROM tfjs_prov.derivations s
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) i ON i.dataset_hash = s.input_hash
LEFT JOIN (
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
) o ON o.dataset_hash = s.output_hash
LEFT JOIN (
  SELECT name, arg_max(dataset_hash, recorded_at) AS dataset_hash
  FROM tfjs_prov.dataset_names WHERE part IS NULL GROUP BY name
) t ON t.name = s.input_name
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = s.cell_run_id
ORDER BY s.started_at, s.step_id, s.input_part, s.output_part;

COMMENT ON VIEW main.derivations IS 'A row a derivation: a dataset that a step made, with one it made it from';

COMMENT ON COLUMN main.derivations.step IS 'Name of the step';

COMMENT ON COLUMN main.derivations.input IS 'Name of the input, where one was told';

COMMENT ON COLUMN main.derivations.output IS 'Name of the output, where one was told';

COMMENT ON COLUMN main.derivations.input_hash IS 'The content that went in; by its name, where only that was told';

COMMENT ON COLUMN main.derivations.output_hash IS 'The content that came out';

COMMENT ON COLUMN main.derivations.input_part IS 'Its name or number among the inputs';

COMMENT ON COLUMN main.derivations.output_part IS 'Its name or number among the outputs';

COMMENT ON COLUMN main.derivations.started_at IS 'Start, UTC';

COMMENT ON COLUMN main.derivations.duration_ms IS 'Milliseconds from start to end';

COMMENT ON COLUMN main.derivations.source_hash IS 'SHA-256 of the function''s source, in hex';

COMMENT ON COLUMN main.derivations.cell IS 'Number in brackets beside the cell that took it';

COMMENT ON COLUMN main.derivations.cell_run_id IS 'The cell run that took it: one of cells';

COMMENT ON COLUMN main.derivations.step_id IS 'The step, UUID of version 7';

CREATE OR REPLACE VIEW main.seeds AS

SELECT s.run_id, r.name AS run, s.phase_id, s.moment, s.seed, s.origin, s.stream, s.draws,
  s.state, s.generator, s.seeded_from, s.cell_run_id
FROM tfjs_prov.seeds s
LEFT JOIN tfjs_prov.runs r USING (run_id);

COMMENT ON VIEW main.seeds IS 'A row a start of a cell, run or phase: how its random numbers stood then';

COMMENT ON COLUMN main.seeds.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.seeds.run IS 'The run''s name';

COMMENT ON COLUMN main.seeds.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.seeds.moment IS 'What begins: cell, run or phase; or end, of the run';

COMMENT ON COLUMN main.seeds.seed IS 'Seed of the session: open({ seed }) repeats it; null where nothing is seeded';

COMMENT ON COLUMN main.seeds.origin IS 'Whose wish the seed was: told, made, or none';

COMMENT ON COLUMN main.seeds.stream IS 'Place of the stream in its session, such as cell 2/run 1';

COMMENT ON COLUMN main.seeds.draws IS 'Numbers drawn from the stream up to the moment';

COMMENT ON COLUMN main.seeds.state IS 'State of the stream, in hexadecimal digits';

COMMENT ON COLUMN main.seeds.generator IS 'Name of the generator';

COMMENT ON COLUMN main.seeds.seeded_from IS 'Number of the cell from which on the session is seeded';

COMMENT ON COLUMN main.seeds.cell_run_id IS 'The cell run whose stream it is; null for that of a run';

CREATE OR REPLACE VIEW main.promotions AS

SELECT p.promotion_id, p.stage, p.run_id, r.name AS run, p.recorded_at AS used_from,
  p.used_until, p.reason, p.person, n.name AS replaced_by, p.end_reason, s.weights_hash,
  a.place, p.state_id, p.artifact_id, c.execution_count AS cell, p.cell_run_id
FROM (
  SELECT *, lead(recorded_at) OVER stages AS used_until,
    lead(promotion_id) OVER stages AS next_id, lead(run_id) OVER stages AS next_run_id,
    lead(reason) OVER stages AS end_reason
  FROM tfjs_prov.promotions
  WINDOW stages AS (PARTITION BY stage ORDER BY recorded_at, promotion_id)
) p
LEFT JOIN tfjs_prov.runs r ON r.run_id = p.run_id
LEFT JOIN tfjs_prov.runs n ON n.run_id = p.next_run_id
LEFT JOIN tfjs_prov.model_states s ON s.state_id = p.state_id
LEFT JOIN tfjs_prov.artifacts a ON a.artifact_id = p.artifact_id
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = p.cell_run_id
WHERE coalesce(p.run_id, p.state_id, p.artifact_id) IS NOT NULL
ORDER BY p.recorded_at, p.promotion_id;

COMMENT ON VIEW main.promotions IS 'A row a promotion: a model that was put to use, and for how long';

COMMENT ON COLUMN main.promotions.promotion_id IS 'UUID of version 7';

COMMENT ON COLUMN main.promotions.stage IS 'What it is used as, such as production';

COMMENT ON COLUMN main.promotions.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.promotions.run IS 'The run''s name';

COMMENT ON COLUMN main.promotions.used_from IS 'When it was told, UTC';

COMMENT ON COLUMN main.promotions.used_until IS 'When another took its place, or it was withdrawn, UTC; null in use';

COMMENT ON COLUMN main.promotions.reason IS 'Why, as it was told';

COMMENT ON COLUMN main.promotions.person IS 'Who told of it, where they said so';

COMMENT ON COLUMN main.promotions.replaced_by IS 'Name of the run whose model took its place; null when withdrawn';

COMMENT ON COLUMN main.promotions.end_reason IS 'Why it was replaced or withdrawn';

COMMENT ON COLUMN main.promotions.weights_hash IS 'SHA-256 of the model''s weights';

COMMENT ON COLUMN main.promotions.place IS 'Where the model is saved, from the file''s folder';

COMMENT ON COLUMN main.promotions.state_id IS 'The model state: one of states';

COMMENT ON COLUMN main.promotions.artifact_id IS 'The saved model: one of artifacts';

COMMENT ON COLUMN main.promotions.cell IS 'Number in brackets beside the cell that told of it';

COMMENT ON COLUMN main.promotions.cell_run_id IS 'That cell run: one of cells';

CREATE OR REPLACE VIEW main.charts AS

SELECT h.chart_id, h.title, h.summary, h.verb, coalesce(d.runs, []) AS runs, h.query,
  h.bound, h.rows, h.rows_hash, h.spec_hash, c.execution_count AS cell, h.cell_run_id,
  h.recorded_at
FROM tfjs_prov.charts h
LEFT JOIN (
  SELECT k.chart_id, list(r.name ORDER BY r.started_at, r.run_id) AS runs
  FROM tfjs_prov.chart_runs k JOIN tfjs_prov.runs r USING (run_id) GROUP BY k.chart_id
) d ON d.chart_id = h.chart_id
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = h.cell_run_id
ORDER BY h.recorded_at, h.chart_id;

COMMENT ON VIEW main.charts IS 'A row a chart as it was shown: the query and the runs that it was drawn from';

COMMENT ON COLUMN main.charts.chart_id IS 'UUID of version 7';

COMMENT ON COLUMN main.charts.title IS 'Its title';

COMMENT ON COLUMN main.charts.summary IS 'The chart in a line of text';

COMMENT ON COLUMN main.charts.verb IS 'compare, chart, or live for the last picture of a live chart';

COMMENT ON COLUMN main.charts.runs IS 'Names of the runs that are drawn, of a chart those whose run_id its rows have';

COMMENT ON COLUMN main.charts.query IS 'The SQL whose rows are drawn';

COMMENT ON COLUMN main.charts.bound IS 'What was bound to $1, $2, …, as JSON; null where long';

COMMENT ON COLUMN main.charts.rows IS 'Number of rows that the query gave';

COMMENT ON COLUMN main.charts.rows_hash IS 'SHA-256 of these rows: equal rows have equal hashes';

COMMENT ON COLUMN main.charts.spec_hash IS 'SHA-256 of the Vega-Lite specification: equal charts have equal hashes';

COMMENT ON COLUMN main.charts.cell IS 'Number in brackets beside the cell that showed it';

COMMENT ON COLUMN main.charts.cell_run_id IS 'That cell run: one of cells';

COMMENT ON COLUMN main.charts.recorded_at IS 'When, UTC';

CREATE OR REPLACE VIEW main.workers AS

SELECT w.session_id, w.machine, w.backend, w.person, w.experiments, w.runs, w.interrupted,
  w.dropped_out, w.first_started_at, w.last_seen_at
FROM (
  SELECT coalesce(r.session_id, c.session_id) AS session_id,
    string_agg(DISTINCT e.machine, '; ' ORDER BY e.machine) AS machine,
    string_agg(DISTINCT e.backend, ', ' ORDER BY e.backend) AS backend,
    string_agg(DISTINCT r.person, ', ' ORDER BY r.person) AS person,
    list(DISTINCT r.experiment ORDER BY r.experiment) AS experiments,
    count(DISTINCT r.run_id) AS runs,
    count(DISTINCT r.run_id) FILTER (CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE r.status END = 'interrupted') AS interrupted,
    bool_or(CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE r.status END = 'interrupted' AND (r.status = 'running' OR r.status_reason = 'the process ended')) AS dropped_out, min(r.started_at) AS first_started_at,
    max(coalesce(coalesce(r.ended_at, CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) >= epoch_us(now()) THEN make_timestamp(epoch_us(now())) END), r.lease_until, r.started_at)) AS last_seen_at
  FROM tfjs_prov.runs r
  LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id
  LEFT JOIN (
    SELECT DISTINCT h.run_id, v.machine, v.backend FROM tfjs_prov.phases h
    JOIN main.environments v ON v.environment_id = h.environment_id
  ) e ON e.run_id = r.run_id
  GROUP BY coalesce(r.session_id, c.session_id)
) w
ORDER BY w.first_started_at, w.session_id;

COMMENT ON VIEW main.workers IS 'A row a worker: a process that recorded runs into this file';

COMMENT ON COLUMN main.workers.session_id IS 'UUID of the process; null for runs of which none is known';

COMMENT ON COLUMN main.workers.machine IS 'Platform, processors, memory and GPUs in one text; no host''s name';

COMMENT ON COLUMN main.workers.backend IS 'Backends of TensorFlow.js that it trained on';

COMMENT ON COLUMN main.workers.person IS 'Who trained, where they said so';

COMMENT ON COLUMN main.workers.experiments IS 'The experiments that it took part in';

COMMENT ON COLUMN main.workers.runs IS 'Number of runs that it recorded: those of runs with its session_id';

COMMENT ON COLUMN main.workers.interrupted IS 'Number of these that were interrupted';

COMMENT ON COLUMN main.workers.dropped_out IS 'Whether it ended while it recorded a run';

COMMENT ON COLUMN main.workers.first_started_at IS 'Start of its first run, UTC';

COMMENT ON COLUMN main.workers.last_seen_at IS 'End of its last run, UTC; now while it records';

CREATE OR REPLACE VIEW main.plan_steps AS

SELECT s.plan_id, s.position AS step, s.title, coalesce(o.inputs, []) AS inputs,
  coalesce(o.outputs, []) AS outputs, coalesce(c.calls, []) AS calls,
  coalesce(o.depends_on, []) AS depends_on, s.problem,
  coalesce(e.executions, 0) AS executions, e.first_run_at, coalesce(e.runs, 0) AS runs,
  s.cell_id, s.cell_hash, p.planned_at, s.step_id
FROM tfjs_prov.plan_steps s
JOIN tfjs_prov.plans p USING (plan_id)
LEFT JOIN (
  SELECT i.step_id,
    list(i.name ORDER BY i.position) FILTER (i.direction = 'in') AS inputs,
    list(i.name ORDER BY i.position) FILTER (i.direction = 'out') AS outputs,
    list(DISTINCT f.position ORDER BY f.position) FILTER (f.position IS NOT NULL)
      AS depends_on
  FROM tfjs_prov.plan_ports i
  LEFT JOIN tfjs_prov.plan_steps f ON f.step_id = i.from_step_id
  GROUP BY i.step_id
) o ON o.step_id = s.step_id
LEFT JOIN (
  SELECT step_id, list(call ORDER BY position) AS calls
  FROM tfjs_prov.plan_calls GROUP BY step_id
) c ON c.step_id = s.step_id
LEFT JOIN (
  SELECT s.step_id, count(*) AS executions, min(c.started_at) AS first_run_at,
    CAST(coalesce(sum(r.runs), 0) AS BIGINT) AS runs
  FROM tfjs_prov.plan_steps s JOIN tfjs_prov.plans p USING (plan_id)
  JOIN tfjs_prov.cell_runs c ON c.cell_hash = s.cell_hash AND c.started_at >= p.planned_at
  LEFT JOIN (
    SELECT cell_run_id, count(*) AS runs FROM tfjs_prov.runs GROUP BY cell_run_id
  ) r ON r.cell_run_id = c.cell_run_id
  GROUP BY s.step_id
) e ON e.step_id = s.step_id
ORDER BY p.planned_at, s.plan_id, s.position;

COMMENT ON VIEW main.plan_steps IS 'A row a planned step: a code cell of a notebook, as it stood before it ran';

COMMENT ON COLUMN main.plan_steps.plan_id IS 'The plan''s UUID';

COMMENT ON COLUMN main.plan_steps.step IS 'Place of the step among the code cells, from 0';

COMMENT ON COLUMN main.plan_steps.title IS 'Its first comment, the heading above it, or its calls';

COMMENT ON COLUMN main.plan_steps.inputs IS 'Names that it takes from earlier steps: plan_ports has their types';

COMMENT ON COLUMN main.plan_steps.outputs IS 'Names that it makes';

COMMENT ON COLUMN main.plan_steps.calls IS 'What will train, test or compile, as it is written';

COMMENT ON COLUMN main.plan_steps.depends_on IS 'The steps that make its inputs';

COMMENT ON COLUMN main.plan_steps.problem IS 'What TypeScript has against it; then its names are not known';

COMMENT ON COLUMN main.plan_steps.executions IS 'Cell runs of the same source since it was planned; 0 if none';

COMMENT ON COLUMN main.plan_steps.first_run_at IS 'Start of the first of them, UTC';

COMMENT ON COLUMN main.plan_steps.runs IS 'Number of runs that these started';

COMMENT ON COLUMN main.plan_steps.cell_id IS 'The cell''s id in the notebook';

COMMENT ON COLUMN main.plan_steps.cell_hash IS 'SHA-256 of its source: join cells on it';

COMMENT ON COLUMN main.plan_steps.planned_at IS 'When it was planned, UTC';

COMMENT ON COLUMN main.plan_steps.step_id IS 'The step''s UUID';

CREATE OR REPLACE VIEW main.plans AS

SELECT p.plan_id, p.notebook, p.experiment, p.planned_at, p.saved_at,
  count(s.step_id) AS steps, count(s.step_id) FILTER (s.executions > 0) AS executed,
  CAST(coalesce(sum(s.runs), 0) AS BIGINT) AS runs, p.cell_run_id
FROM tfjs_prov.plans p
LEFT JOIN main.plan_steps s USING (plan_id)
GROUP BY p.plan_id, p.notebook, p.experiment, p.planned_at, p.saved_at, p.cell_run_id
ORDER BY p.planned_at, p.plan_id;

COMMENT ON VIEW main.plans IS 'A row a plan: a notebook as it stood before it ran';

COMMENT ON COLUMN main.plans.plan_id IS 'The plan''s UUID';

COMMENT ON COLUMN main.plans.notebook IS 'Path of the notebook from the file''s folder';

COMMENT ON COLUMN main.plans.experiment IS 'The named group of runs that it was planned for';

COMMENT ON COLUMN main.plans.planned_at IS 'When, UTC';

COMMENT ON COLUMN main.plans.saved_at IS 'When the notebook had been saved, UTC';

COMMENT ON COLUMN main.plans.steps IS 'Number of its steps';

COMMENT ON COLUMN main.plans.executed IS 'Number of steps that ran since, from the very same source';

COMMENT ON COLUMN main.plans.runs IS 'Number of runs that these started';

COMMENT ON COLUMN main.plans.cell_run_id IS 'The cell run that asked for it: one of cells';

CREATE OR REPLACE VIEW main.plan_ports AS

SELECT s.plan_id, i.step_id, s.position AS step, s.title, i.direction, i.name, i.type,
  f.position AS from_step, i.from_step_id, i.port_id
FROM tfjs_prov.plan_ports i
JOIN tfjs_prov.plan_steps s USING (step_id)
LEFT JOIN tfjs_prov.plan_steps f ON f.step_id = i.from_step_id
ORDER BY s.plan_id, s.position, i.position;

COMMENT ON VIEW main.plan_ports IS 'A row a name that a planned step makes, or takes from an earlier one';

COMMENT ON COLUMN main.plan_ports.plan_id IS 'The plan''s UUID';

COMMENT ON COLUMN main.plan_ports.step_id IS 'The step''s UUID: one of plan_steps';

COMMENT ON COLUMN main.plan_ports.step IS 'Place of the step among the code cells, from 0';

COMMENT ON COLUMN main.plan_ports.title IS 'Title of the step';

COMMENT ON COLUMN main.plan_ports.direction IS 'in or out';

COMMENT ON COLUMN main.plan_ports.name IS 'The variable, function, class or import';

COMMENT ON COLUMN main.plan_ports.type IS 'TypeScript''s type of it';

COMMENT ON COLUMN main.plan_ports.from_step IS 'Place of the step that makes it; null for what the step itself makes';

COMMENT ON COLUMN main.plan_ports.from_step_id IS 'That step''s UUID';

COMMENT ON COLUMN main.plan_ports.port_id IS 'UUID of version 7';

CREATE OR REPLACE VIEW main.plan_params AS

SELECT s.plan_id, a.step_id, s.position AS step, s.title, a.call, a.name, a.value,
  a.expression, a.position
FROM tfjs_prov.plan_params a
JOIN tfjs_prov.plan_steps s USING (step_id)
ORDER BY s.plan_id, s.position, a.position, a.name;

COMMENT ON VIEW main.plan_params IS 'A row a param of a planned call: what it will be told, as it is written';

COMMENT ON COLUMN main.plan_params.plan_id IS 'The plan''s UUID';

COMMENT ON COLUMN main.plan_params.step_id IS 'The step''s UUID: one of plan_steps';

COMMENT ON COLUMN main.plan_params.step IS 'Place of the step among the code cells, from 0';

COMMENT ON COLUMN main.plan_params.title IS 'Title of the step';

COMMENT ON COLUMN main.plan_params.call IS 'As it is written, without arguments, such as model.fit';

COMMENT ON COLUMN main.plan_params.name IS 'Name, nested ones dotted';

COMMENT ON COLUMN main.plan_params.value IS 'The value with its type, as in params; null where it is no literal';

COMMENT ON COLUMN main.plan_params.expression IS 'As it is written';

COMMENT ON COLUMN main.plan_params.position IS 'Place of the call among those of the step, from 0';

CREATE OR REPLACE VIEW prov.entity AS
SELECT 'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "prov:Bundle", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(r.name) AS VARCHAR)) || '}' AS JSON) AS attributes,
  r.run_id AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'experiment' || '-' || CAST(CASE WHEN regexp_full_match(r.experiment, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN r.experiment ELSE left(regexp_replace(r.experiment, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(r.experiment), 8) END AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "mls:Experiment", "type": "prov:QUALIFIED_NAME"}, {"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(r.experiment) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (SELECT DISTINCT experiment FROM tfjs_prov.runs) r
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'config' || '-' || CAST(coalesce(p.phase_id, p.run_id) AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}, {"$": "tfjs:Configuration", "type": "prov:QUALIFIED_NAME"}]') || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (SELECT DISTINCT run_id, phase_id FROM tfjs_prov.params) p
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(coalesce(p.phase_id, p.run_id) AS VARCHAR) || '-' || CAST(p.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(p.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN p.name ELSE left(regexp_replace(p.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(p.name), 8) END AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "mls:HyperParameterSetting", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(p.name) AS VARCHAR),
    '"mls:specifiedBy": ' || CASE WHEN regexp_full_match(p.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN '{"$": "tfjs:' || p.name || '", "type": "prov:QUALIFIED_NAME"}' END,
    '"tfjs:source": ' || CAST(to_json(p.source) AS VARCHAR),
    '"prov:value": ' || CASE CAST(union_tag(p.value) AS VARCHAR)
      WHEN 'bool' THEN '{"$": "' || CAST(union_extract(p.value, 'bool') AS VARCHAR) || '", "type": "xsd:boolean"}'
      WHEN 'text' THEN CAST(to_json(union_extract(p.value, 'text')) AS VARCHAR)
      WHEN 'num' THEN CASE
        WHEN isfinite(union_extract(p.value, 'num')) AND union_extract(p.value, 'num') = trunc(union_extract(p.value, 'num')) AND abs(union_extract(p.value, 'num')) <= 2147483647 THEN '{"$": "' || CAST(CAST(union_extract(p.value, 'num') AS BIGINT) AS VARCHAR) || '", "type": "xsd:int"}'
        WHEN isfinite(union_extract(p.value, 'num')) AND union_extract(p.value, 'num') = trunc(union_extract(p.value, 'num')) AND abs(union_extract(p.value, 'num')) <= 9007199254740991 THEN '{"$": "' || CAST(CAST(union_extract(p.value, 'num') AS BIGINT) AS VARCHAR) || '", "type": "xsd:long"}'
        ELSE '{"$": "' || CASE WHEN isnan(union_extract(p.value, 'num')) THEN 'NaN' WHEN isinf(union_extract(p.value, 'num')) THEN CASE WHEN union_extract(p.value, 'num') > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(union_extract(p.value, 'num') AS VARCHAR) END || '", "type": "xsd:double"}' END
      END) || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  FROM tfjs_prov.params
  QUALIFY row_number() OVER (
    PARTITION BY run_id, phase_id, source, name ORDER BY rowid DESC
  ) = 1
) p
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'series' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}, {"$": "mls:ModelEvaluation", "type": "prov:QUALIFIED_NAME"}, {"$": "tfjs:Series", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(s.metric) AS VARCHAR),
    '"mls:specifiedBy": ' || CASE WHEN regexp_full_match(s.metric, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN '{"$": "tfjs:' || s.metric || '", "type": "prov:QUALIFIED_NAME"}' END,
    '"tfjs:split": ' || CAST(to_json(s.split) AS VARCHAR),
    '"tfjs:per": ' || CAST(to_json(s.per) AS VARCHAR),
    '"tfjs:count": ' || '{"$": "' || CAST(u.points AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:nans": ' || '{"$": "' || CAST(nullif(u.nans, 0) AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:least": ' || '{"$": "' || CASE WHEN isnan(u.min) THEN 'NaN' WHEN isinf(u.min) THEN CASE WHEN u.min > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(u.min AS VARCHAR) END || '", "type": "xsd:double"}',
    '"tfjs:greatest": ' || '{"$": "' || CASE WHEN isnan(u.max) THEN 'NaN' WHEN isinf(u.max) THEN CASE WHEN u.max > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(u.max AS VARCHAR) END || '", "type": "xsd:double"}') || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'metric' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "mls:ModelEvaluation", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(s.metric) AS VARCHAR),
    '"mls:specifiedBy": ' || CASE WHEN regexp_full_match(s.metric, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN '{"$": "tfjs:' || s.metric || '", "type": "prov:QUALIFIED_NAME"}' END,
    '"tfjs:split": ' || CAST(to_json(s.split) AS VARCHAR),
    '"prov:value": ' || '{"$": "' || CASE WHEN isnan(u.last) THEN 'NaN' WHEN isinf(u.last) THEN CASE WHEN u.last > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(u.last AS VARCHAR) END || '", "type": "xsd:double"}',
    '"tfjs:step": ' || '{"$": "' || CAST(u.last_step AS VARCHAR) || '", "type": "xsd:long"}') || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(e.event_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "mls:HyperParameterSetting", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(e.name) AS VARCHAR),
    '"prov:value": ' || CASE CAST(union_tag(e.new_value) AS VARCHAR)
      WHEN 'bool' THEN '{"$": "' || CAST(union_extract(e.new_value, 'bool') AS VARCHAR) || '", "type": "xsd:boolean"}'
      WHEN 'text' THEN CAST(to_json(union_extract(e.new_value, 'text')) AS VARCHAR)
      WHEN 'num' THEN CASE
        WHEN isfinite(union_extract(e.new_value, 'num')) AND union_extract(e.new_value, 'num') = trunc(union_extract(e.new_value, 'num')) AND abs(union_extract(e.new_value, 'num')) <= 2147483647 THEN '{"$": "' || CAST(CAST(union_extract(e.new_value, 'num') AS BIGINT) AS VARCHAR) || '", "type": "xsd:int"}'
        WHEN isfinite(union_extract(e.new_value, 'num')) AND union_extract(e.new_value, 'num') = trunc(union_extract(e.new_value, 'num')) AND abs(union_extract(e.new_value, 'num')) <= 9007199254740991 THEN '{"$": "' || CAST(CAST(union_extract(e.new_value, 'num') AS BIGINT) AS VARCHAR) || '", "type": "xsd:long"}'
        ELSE '{"$": "' || CASE WHEN isnan(union_extract(e.new_value, 'num')) THEN 'NaN' WHEN isinf(union_extract(e.new_value, 'num')) THEN CASE WHEN union_extract(e.new_value, 'num') > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(union_extract(e.new_value, 'num') AS VARCHAR) END || '", "type": "xsd:double"}' END
      END) || '}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT c.*, coalesce(
    'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(c.previous AS VARCHAR),
    'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(c.phase_id AS VARCHAR) || '-' || CAST(t.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(t.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN t.name ELSE left(regexp_replace(t.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(t.name), 8) END AS VARCHAR)
  ) AS known
  FROM (
    SELECT *, lag(event_id) OVER (
      PARTITION BY run_id, phase_id, name ORDER BY recorded_at, event_id
    ) AS previous
    FROM tfjs_prov.events WHERE kind = 'changed'
  ) c
  LEFT JOIN (
    SELECT DISTINCT run_id, phase_id, name, source FROM tfjs_prov.params
    WHERE source = 'optimizer'
  ) t ON t.run_id = c.run_id AND t.phase_id = c.phase_id AND t.name = c.name
) e
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'setting-before' || '-' || CAST(e.event_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "mls:HyperParameterSetting", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(e.name) AS VARCHAR),
    '"prov:value": ' || CASE CAST(union_tag(e.old_value) AS VARCHAR)
      WHEN 'bool' THEN '{"$": "' || CAST(union_extract(e.old_value, 'bool') AS VARCHAR) || '", "type": "xsd:boolean"}'
      WHEN 'text' THEN CAST(to_json(union_extract(e.old_value, 'text')) AS VARCHAR)
      WHEN 'num' THEN CASE
        WHEN isfinite(union_extract(e.old_value, 'num')) AND union_extract(e.old_value, 'num') = trunc(union_extract(e.old_value, 'num')) AND abs(union_extract(e.old_value, 'num')) <= 2147483647 THEN '{"$": "' || CAST(CAST(union_extract(e.old_value, 'num') AS BIGINT) AS VARCHAR) || '", "type": "xsd:int"}'
        WHEN isfinite(union_extract(e.old_value, 'num')) AND union_extract(e.old_value, 'num') = trunc(union_extract(e.old_value, 'num')) AND abs(union_extract(e.old_value, 'num')) <= 9007199254740991 THEN '{"$": "' || CAST(CAST(union_extract(e.old_value, 'num') AS BIGINT) AS VARCHAR) || '", "type": "xsd:long"}'
        ELSE '{"$": "' || CASE WHEN isnan(union_extract(e.old_value, 'num')) THEN 'NaN' WHEN isinf(union_extract(e.old_value, 'num')) THEN CASE WHEN union_extract(e.old_value, 'num') > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(union_extract(e.old_value, 'num') AS VARCHAR) END || '", "type": "xsd:double"}' END
      END) || '}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT c.*, coalesce(
    'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(c.previous AS VARCHAR),
    'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(c.phase_id AS VARCHAR) || '-' || CAST(t.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(t.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN t.name ELSE left(regexp_replace(t.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(t.name), 8) END AS VARCHAR)
  ) AS known
  FROM (
    SELECT *, lag(event_id) OVER (
      PARTITION BY run_id, phase_id, name ORDER BY recorded_at, event_id
    ) AS previous
    FROM tfjs_prov.events WHERE kind = 'changed'
  ) c
  LEFT JOIN (
    SELECT DISTINCT run_id, phase_id, name, source FROM tfjs_prov.params
    WHERE source = 'optimizer'
  ) t ON t.run_id = c.run_id AND t.phase_id = c.phase_id AND t.name = c.name
) e WHERE e.known IS NULL
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(m.model_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}, {"$": "mls:Model", "type": "prov:QUALIFIED_NAME"}, {"$": "fair4ml:MLModel", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(m.name) AS VARCHAR),
    '"schema:sha256": ' || CAST(to_json(m.model_id) AS VARCHAR),
    '"tfjs:className": ' || CAST(to_json(m.class_name) AS VARCHAR),
    '"tfjs:parameters": ' || '{"$": "' || CAST(m.parameters AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:trainableParameters": ' || '{"$": "' || CAST(m.trainable_parameters AS VARCHAR) || '", "type": "xsd:long"}') || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.models m
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'layer' || '-' || CAST(l.model_id AS VARCHAR) || '-' || CAST(l.position AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "tfjs:Layer", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(l.name) AS VARCHAR),
    '"tfjs:index": ' || '{"$": "' || CAST(l.position AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:kind": ' || CAST(to_json(l.kind) AS VARCHAR),
    '"tfjs:units": ' || '{"$": "' || CAST(l.units AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:activation": ' || CAST(to_json(l.activation) AS VARCHAR),
    '"tfjs:rate": ' || '{"$": "' || CASE WHEN isnan(l.rate) THEN 'NaN' WHEN isinf(l.rate) THEN CASE WHEN l.rate > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(l.rate AS VARCHAR) END || '", "type": "xsd:double"}',
    '"tfjs:regularizer": ' || CAST(to_json(l.regularizer) AS VARCHAR),
    '"tfjs:trainable": ' || '{"$": "' || CAST(l.trainable AS VARCHAR) || '", "type": "xsd:boolean"}',
    '"tfjs:parameters": ' || '{"$": "' || CAST(l.parameters AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:outputShape": ' || CAST(to_json(l.output_shape) AS VARCHAR),
    '"tfjs:config": ' || CAST(to_json(CAST(l.config AS VARCHAR)) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.layers l
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'cell' || '-' || CAST(c.cell_hash AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Plan", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Program", "type": "prov:QUALIFIED_NAME"}, {"$": "mls:Implementation", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:SoftwareSourceCode", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:sha256": ' || CAST(to_json(c.cell_hash) AS VARCHAR),
    '"schema:programmingLanguage": ' || CAST(to_json('TypeScript') AS VARCHAR),
    '"schema:text": ' || CAST(to_json(c.source) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.cells c
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'environment' || '-' || CAST(e.environment_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Environment", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:SoftwareApplication", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:sha256": ' || CAST(to_json(e.environment_id) AS VARCHAR),
    '"schema:operatingSystem": ' || CAST(to_json(e.os || coalesce(' ' || e.os_release, '')) AS VARCHAR),
    '"schema:softwareRequirements": ' || CAST(to_json((
  SELECT list(k.name || '@' || k.version ORDER BY k.name) FROM tfjs_prov.packages k
  WHERE k.environment_id = e.environment_id
)) AS VARCHAR),
    '"tfjs:platform": ' || CAST(to_json(e.platform) AS VARCHAR),
    '"tfjs:arch": ' || CAST(to_json(e.arch) AS VARCHAR),
    '"tfjs:cpu": ' || CAST(to_json(e.cpu) AS VARCHAR),
    '"tfjs:cpus": ' || '{"$": "' || CAST(e.cpus AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:memoryBytes": ' || '{"$": "' || CAST(e.memory_bytes AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:inContainer": ' || '{"$": "' || CAST(e.in_container AS VARCHAR) || '", "type": "xsd:boolean"}',
    '"tfjs:gpu": ' || CAST(to_json(e.gpu) AS VARCHAR),
    '"tfjs:node": ' || CAST(to_json(e.node) AS VARCHAR),
    '"tfjs:kernel": ' || CAST(to_json(e.kernel) AS VARCHAR),
    '"tfjs:backend": ' || CAST(to_json(e.backend) AS VARCHAR),
    '"tfjs:device": ' || CAST(to_json(e.device) AS VARCHAR),
    '"tfjs:lockfile": ' || CAST(to_json(e.lockfile) AS VARCHAR),
    '"tfjs:lockfileHash": ' || CAST(to_json(e.lockfile_hash) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.environments e
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'commit' || '-' || CAST(g.run_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Commit", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:SoftwareSourceCode", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:identifier": ' || CAST(to_json(g.commit_hash) AS VARCHAR),
    '"tfjs:branch": ' || CAST(to_json(g.branch) AS VARCHAR),
    '"tfjs:dirty": ' || '{"$": "' || CAST(g.dirty AS VARCHAR) || '", "type": "xsd:boolean"}',
    '"tfjs:patchHash": ' || CAST(to_json(g.patch_hash) AS VARCHAR)) || '}' AS JSON) AS attributes,
  g.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(g.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.run_commits g WHERE g.commit_hash IS NOT NULL
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "mls:Model", "type": "prov:QUALIFIED_NAME"}, {"$": "tfjs:ModelState", "type": "prov:QUALIFIED_NAME"}]',
    '"tfjs:origin": ' || CAST(to_json(s.origin) AS VARCHAR),
    '"tfjs:weightsHash": ' || CAST(to_json(s.weights_hash) AS VARCHAR),
    '"schema:contentSize": ' || '{"$": "' || CAST(s.size_bytes AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:epoch": ' || '{"$": "' || CAST(s.epoch AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:step": ' || '{"$": "' || CAST(s.step AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:monitor": ' || CAST(to_json(s.monitor) AS VARCHAR),
    '"tfjs:monitorValue": ' || '{"$": "' || CASE WHEN isnan(s.monitor_value) THEN 'NaN' WHEN isinf(s.monitor_value) THEN CASE WHEN s.monitor_value > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(s.monitor_value AS VARCHAR) END || '", "type": "xsd:double"}') || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.model_states s
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'artifact' || '-' || CAST(a.artifact_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "schema:MediaObject", "type": "prov:QUALIFIED_NAME"}',
    '"prov:location": ' || CAST(to_json(a.place) AS VARCHAR),
    '"schema:name": ' || CAST(to_json(a.name) AS VARCHAR),
    '"schema:sha256": ' || CAST(to_json(a.sha256) AS VARCHAR),
    '"schema:contentSize": ' || '{"$": "' || CAST(a.size_bytes AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:kind": ' || CAST(to_json(a.kind) AS VARCHAR),
    '"tfjs:verb": ' || CAST(to_json(a.verb) AS VARCHAR),
    '"tfjs:handler": ' || CAST(to_json(a.handler) AS VARCHAR)) || '}' AS JSON) AS attributes,
  a.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(a.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.artifacts a
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(c.dataset_hash AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "mls:Dataset", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:Dataset", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json((
  SELECT list(DISTINCT n.name ORDER BY n.name) FROM tfjs_prov.dataset_names n
  WHERE n.dataset_hash = c.dataset_hash AND n.name IS NOT NULL
)) AS VARCHAR),
    '"schema:url": ' || CAST(to_json((
  SELECT list(DISTINCT n.source ORDER BY n.source) FROM tfjs_prov.dataset_names n
  WHERE n.dataset_hash = c.dataset_hash AND n.source IS NOT NULL
)) AS VARCHAR),
    '"schema:sha256": ' || CAST(to_json(c.dataset_hash) AS VARCHAR),
    '"schema:contentSize": ' || '{"$": "' || CAST(c.size_bytes AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:dtype": ' || CAST(to_json(c.dtype) AS VARCHAR),
    '"tfjs:shape": ' || CAST(to_json(c.shape) AS VARCHAR),
    '"tfjs:rows": ' || '{"$": "' || CAST(c.rows AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:least": ' || '{"$": "' || CASE WHEN isnan(c.min) THEN 'NaN' WHEN isinf(c.min) THEN CASE WHEN c.min > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(c.min AS VARCHAR) END || '", "type": "xsd:double"}',
    '"tfjs:greatest": ' || '{"$": "' || CASE WHEN isnan(c.max) THEN 'NaN' WHEN isinf(c.max) THEN CASE WHEN c.max > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(c.max AS VARCHAR) END || '", "type": "xsd:double"}',
    '"tfjs:mean": ' || '{"$": "' || CASE WHEN isnan(c.mean) THEN 'NaN' WHEN isinf(c.mean) THEN CASE WHEN c.mean > 0 THEN 'INF' ELSE '-INF' END ELSE CAST(c.mean AS VARCHAR) END || '", "type": "xsd:double"}') || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.datasets c
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'split' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.split AS VARCHAR) || '-' || CAST(u.role AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(u.part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(u.part, '0') ELSE left(regexp_replace(coalesce(u.part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(u.part, '0')), 8) END AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "mls:Dataset", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:Dataset", "type": "prov:QUALIFIED_NAME"}]',
    '"tfjs:split": ' || CAST(to_json(u.split) AS VARCHAR),
    '"tfjs:role": ' || CAST(to_json(u.role) AS VARCHAR),
    '"tfjs:part": ' || CAST(to_json(u.part) AS VARCHAR),
    '"tfjs:firstRow": ' || '{"$": "' || CAST(u.first_row AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:rows": ' || '{"$": "' || CAST(u.rows AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:batches": ' || '{"$": "' || CAST(u.batches AS VARCHAR) || '", "type": "xsd:long"}') || '}' AS JSON) AS attributes,
  u.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(u.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.dataset_uses u
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.output_part, '0') ELSE left(regexp_replace(coalesce(d.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.output_part, '0')), 8) END AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "mls:Dataset", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:Dataset", "type": "prov:QUALIFIED_NAME"}]',
    '"tfjs:part": ' || CAST(to_json(d.output_part) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT DISTINCT step_id, output_part, output_hash, ended_at FROM tfjs_prov.derivations
  WHERE output_hash IS NOT NULL
) d
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'seed' || '-' || CAST(coalesce(s.phase_id, s.run_id) AS VARCHAR) || '-' || CAST(s.moment AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "tfjs:RandomState", "type": "prov:QUALIFIED_NAME"}',
    '"tfjs:seed": ' || '{"$": "' || CAST(s.seed AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:origin": ' || CAST(to_json(s.origin) AS VARCHAR),
    '"tfjs:generator": ' || CAST(to_json(s.generator) AS VARCHAR),
    '"tfjs:stream": ' || CAST(to_json(s.stream) AS VARCHAR),
    '"tfjs:state": ' || CAST(to_json(s.state) AS VARCHAR),
    '"tfjs:draws": ' || '{"$": "' || CAST(s.draws AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:seededFrom": ' || '{"$": "' || CAST(s.seeded_from AS VARCHAR) || '", "type": "xsd:int"}') || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.seeds s WHERE s.run_id IS NOT NULL AND s.moment <> 'end'
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'model-in-use' || '-' || CAST(p.promotion_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "tfjs:ModelInUse", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(p.stage) AS VARCHAR)) || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT *, lead(recorded_at) OVER stages AS used_until,
    lead(promotion_id) OVER stages AS next_id, lead(run_id) OVER stages AS next_run_id,
    lead(reason) OVER stages AS end_reason
  FROM tfjs_prov.promotions
  WINDOW stages AS (PARTITION BY stage ORDER BY recorded_at, promotion_id)
) p WHERE coalesce(p.run_id, p.state_id, p.artifact_id) IS NOT NULL
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'chart' || '-' || CAST(h.chart_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Chart", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:ImageObject", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(h.title) AS VARCHAR),
    '"schema:description": ' || CAST(to_json(h.summary) AS VARCHAR),
    '"schema:sha256": ' || CAST(to_json(h.spec_hash) AS VARCHAR),
    '"tfjs:rows": ' || '{"$": "' || CAST(h.rows AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:rowsHash": ' || CAST(to_json(h.rows_hash) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.charts h
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'query' || '-' || CAST(h.chart_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Plan", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:SoftwareSourceCode", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:programmingLanguage": ' || CAST(to_json('SQL') AS VARCHAR),
    '"schema:text": ' || CAST(to_json(h.query) AS VARCHAR),
    '"tfjs:bound": ' || CAST(to_json(h.bound) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.charts h
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'plan' || '-' || CAST(p.plan_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Plan", "type": "prov:QUALIFIED_NAME"}, {"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Workflow", "type": "prov:QUALIFIED_NAME"}]',
    '"prov:location": ' || CAST(to_json(p.notebook) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plans p
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'planned-step' || '-' || CAST(s.step_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Plan", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Program", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(s.title) AS VARCHAR),
    '"schema:position": ' || '{"$": "' || CAST(s.position AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:cell": ' || CAST(to_json(s.cell_id) AS VARCHAR),
    '"provone:hasInPort": ' || (SELECT '[' || string_agg('{"$": "id:' || 'port' || '-' || CAST(i.port_id AS VARCHAR) ||
      '", "type": "prov:QUALIFIED_NAME"}', ', ' ORDER BY i.position) || ']'
    FROM tfjs_prov.plan_ports i
    WHERE i.step_id = s.step_id AND i.direction = 'in'),
    '"provone:hasOutPort": ' || (SELECT '[' || string_agg('{"$": "id:' || 'port' || '-' || CAST(i.port_id AS VARCHAR) ||
      '", "type": "prov:QUALIFIED_NAME"}', ', ' ORDER BY i.position) || ']'
    FROM tfjs_prov.plan_ports i
    WHERE i.step_id = s.step_id AND i.direction = 'out')) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plan_steps s
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'port' || '-' || CAST(i.port_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "provone:Port", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(i.name) AS VARCHAR),
    '"tfjs:type": ' || CAST(to_json(i.type) AS VARCHAR),
    '"provone:connectsTo": ' || (SELECT '[' || string_agg('{"$": "id:' || 'channel' || '-' || CAST(k.port_id AS VARCHAR) ||
      '", "type": "prov:QUALIFIED_NAME"}', ', ' ORDER BY k.port_id) || ']'
    FROM tfjs_prov.plan_ports k WHERE k.direction = 'in'
      AND (k.port_id = i.port_id
        OR i.direction = 'out' AND k.from_step_id = i.step_id AND k.name = i.name))) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plan_ports i
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'channel' || '-' || CAST(i.port_id AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "provone:Channel", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plan_ports i WHERE i.direction = 'in'
UNION ALL
SELECT i.id AS id,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'entity';

COMMENT ON VIEW prov.entity IS 'A row an entity: a thing';

COMMENT ON COLUMN prov.entity.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.entity.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.entity.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.entity.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.entity.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.activity AS
SELECT 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS id,
  r.started_at AS start_time,
  r.ended_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "mls:Run", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Execution", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:identifier": ' || CAST(to_json(CAST(r.run_id AS VARCHAR)) AS VARCHAR),
    '"schema:name": ' || CAST(to_json(r.name) AS VARCHAR),
    '"schema:actionStatus": ' || CASE CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE r.status END
      WHEN 'running' THEN '{"$": "schema:ActiveActionStatus", "type": "prov:QUALIFIED_NAME"}'
      WHEN 'failed' THEN '{"$": "schema:FailedActionStatus", "type": "prov:QUALIFIED_NAME"}'
      WHEN 'interrupted' THEN '{"$": "schema:FailedActionStatus", "type": "prov:QUALIFIED_NAME"}'
      ELSE '{"$": "schema:CompletedActionStatus", "type": "prov:QUALIFIED_NAME"}' END,
    '"tfjs:status": ' || CAST(to_json(CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE r.status END) AS VARCHAR),
    '"tfjs:statusReason": ' || CAST(to_json(r.status_reason) AS VARCHAR)) || '}' AS JSON) AS attributes,
  r.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR) AS id,
  p.started_at AS start_time,
  p.ended_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Phase", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Execution", "type": "prov:QUALIFIED_NAME"}]',
    '"tfjs:kind": ' || CAST(to_json(p.kind) AS VARCHAR),
    '"tfjs:index": ' || '{"$": "' || CAST(p.position AS VARCHAR) || '", "type": "xsd:int"}',
    '"provone:wasPartOf": ' || '{"$": "id:' || 'run' || '-' || CAST(p.run_id AS VARCHAR) || '", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(p.name) AS VARCHAR),
    '"schema:actionStatus": ' || CASE CASE WHEN p.status = 'running' AND epoch_us(p.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE p.status END
      WHEN 'running' THEN '{"$": "schema:ActiveActionStatus", "type": "prov:QUALIFIED_NAME"}'
      WHEN 'failed' THEN '{"$": "schema:FailedActionStatus", "type": "prov:QUALIFIED_NAME"}'
      WHEN 'interrupted' THEN '{"$": "schema:FailedActionStatus", "type": "prov:QUALIFIED_NAME"}'
      ELSE '{"$": "schema:CompletedActionStatus", "type": "prov:QUALIFIED_NAME"}' END,
    '"tfjs:status": ' || CAST(to_json(CASE WHEN p.status = 'running' AND epoch_us(p.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE p.status END) AS VARCHAR),
    '"tfjs:statusReason": ' || CAST(to_json(p.status_reason) AS VARCHAR)) || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.phases p
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'epoch' || '-' || CAST(e.phase_id AS VARCHAR) || '-' || CAST(e.epoch AS VARCHAR) AS id,
  e.started_at AS start_time,
  e.ended_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Epoch", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Execution", "type": "prov:QUALIFIED_NAME"}]',
    '"tfjs:index": ' || '{"$": "' || CAST(e.epoch AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:runEpoch": ' || '{"$": "' || CAST(e.run_epoch AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:step": ' || '{"$": "' || CAST(e.step AS VARCHAR) || '", "type": "xsd:long"}',
    '"provone:wasPartOf": ' || '{"$": "id:' || 'phase' || '-' || CAST(e.phase_id AS VARCHAR) || '", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT run_id, phase_id, epoch, min(run_epoch) AS run_epoch, max(step) AS step,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.epochs GROUP BY run_id, phase_id, epoch
) e
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'event' || '-' || CAST(e.event_id AS VARCHAR) AS id,
  e.recorded_at AS start_time,
  e.recorded_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Event", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Execution", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(e.name) AS VARCHAR),
    '"schema:description": ' || CAST(to_json(e.message) AS VARCHAR),
    '"tfjs:kind": ' || CAST(to_json(e.kind) AS VARCHAR),
    '"tfjs:cause": ' || CAST(to_json(e.cause) AS VARCHAR),
    '"tfjs:epoch": ' || '{"$": "' || CAST(e.epoch AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:step": ' || '{"$": "' || CAST(e.step AS VARCHAR) || '", "type": "xsd:long"}',
    '"tfjs:layer": ' || CAST(to_json(e.layer) AS VARCHAR),
    '"tfjs:foundIn": ' || CAST(to_json(e.found_in) AS VARCHAR)) || '}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.events e
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.cell_run_id AS VARCHAR) AS id,
  c.started_at AS start_time,
  c.ended_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:CellRun", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Execution", "type": "prov:QUALIFIED_NAME"}]',
    '"prov:location": ' || CAST(to_json(c.notebook) AS VARCHAR),
    '"schema:name": ' || CAST(to_json('cell [' || c.execution_count || ']') AS VARCHAR),
    '"tfjs:executionCount": ' || '{"$": "' || CAST(c.execution_count AS VARCHAR) || '", "type": "xsd:int"}',
    '"tfjs:cell": ' || CAST(to_json(c.cell_id) AS VARCHAR),
    '"tfjs:status": ' || CAST(to_json(c.status) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM main.cells c
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS id,
  d.started_at AS start_time,
  d.ended_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "tfjs:Step", "type": "prov:QUALIFIED_NAME"}, {"$": "provone:Execution", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(d.step) AS VARCHAR),
    '"schema:sha256": ' || CAST(to_json(d.source_hash) AS VARCHAR),
    '"tfjs:inputName": ' || CAST(to_json(d.input_name) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT step_id, any_value(step) AS step, any_value(source_hash) AS source_hash,
    any_value(input_name) AS input_name, any_value(cell_run_id) AS cell_run_id,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.derivations GROUP BY step_id
) d
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS id,
  p.recorded_at AS start_time,
  p.recorded_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "tfjs:Promotion", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(p.stage) AS VARCHAR),
    '"schema:description": ' || CAST(to_json(p.reason) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.promotions p
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'drawing' || '-' || CAST(h.chart_id AS VARCHAR) AS id,
  h.recorded_at AS start_time,
  h.recorded_at AS end_time,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "tfjs:Drawing", "type": "prov:QUALIFIED_NAME"}',
    '"schema:name": ' || CAST(to_json(h.verb) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.charts h
UNION ALL
SELECT i.id AS id,
  TRY_CAST(i.arguments[1] AS TIMESTAMP) AS start_time,
  TRY_CAST(i.arguments[2] AS TIMESTAMP) AS end_time,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'activity';

COMMENT ON VIEW prov.activity IS 'A row an activity: something that takes time';

COMMENT ON COLUMN prov.activity.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.activity.start_time IS 'Start, UTC';

COMMENT ON COLUMN prov.activity.end_time IS 'End, UTC; null while it goes on';

COMMENT ON COLUMN prov.activity.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.activity.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.activity.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.activity.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.agent AS
SELECT 'https://w3id.org/tfjs-prov/id/' || 'software' || '-' || CAST(s.part AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:SoftwareApplication", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(s.name) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (VALUES
  ('tfjs-prov', 'tfjs-prov'), ('tensorflow.js', 'TensorFlow.js')
) s(part, name)
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'person' || '-' || CAST(CASE WHEN regexp_full_match(r.person, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN r.person ELSE left(regexp_replace(r.person, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(r.person), 8) END AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Person", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:Person", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(r.person) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (SELECT DISTINCT person FROM tfjs_prov.runs r WHERE r.person IS NOT NULL) r
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'person' || '-' || CAST(CASE WHEN regexp_full_match(p.person, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN p.person ELSE left(regexp_replace(p.person, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(p.person), 8) END AS VARCHAR) AS id,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '[{"$": "prov:Person", "type": "prov:QUALIFIED_NAME"}, {"$": "schema:Person", "type": "prov:QUALIFIED_NAME"}]',
    '"schema:name": ' || CAST(to_json(p.person) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT DISTINCT person FROM tfjs_prov.promotions
  WHERE person NOT IN (SELECT person FROM tfjs_prov.runs WHERE person IS NOT NULL)
) p
UNION ALL
SELECT i.id AS id,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'agent';

COMMENT ON VIEW prov.agent IS 'A row an agent: a person or a program';

COMMENT ON COLUMN prov.agent.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.agent.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.agent.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.agent.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.agent.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_generated_by AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'series' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(s.phase_id AS VARCHAR) AS activity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'metric' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(s.phase_id AS VARCHAR) AS activity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(e.event_id AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(e.event_id AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'event' || '-' || CAST(e.event_id AS VARCHAR) AS activity,
  e.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT c.*, coalesce(
    'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(c.previous AS VARCHAR),
    'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(c.phase_id AS VARCHAR) || '-' || CAST(t.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(t.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN t.name ELSE left(regexp_replace(t.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(t.name), 8) END AS VARCHAR)
  ) AS known
  FROM (
    SELECT *, lag(event_id) OVER (
      PARTITION BY run_id, phase_id, name ORDER BY recorded_at, event_id
    ) AS previous
    FROM tfjs_prov.events WHERE kind = 'changed'
  ) c
  LEFT JOIN (
    SELECT DISTINCT run_id, phase_id, name, source FROM tfjs_prov.params
    WHERE source = 'optimizer'
  ) t ON t.run_id = c.run_id AND t.phase_id = c.phase_id AND t.name = c.name
) e
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(s.state_id AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(s.phase_id AS VARCHAR) AS activity,
  s.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.model_states s WHERE s.phase_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'artifact' || '-' || CAST(a.artifact_id AS VARCHAR) AS entity,
  coalesce('https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(a.phase_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(a.run_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(a.cell_run_id AS VARCHAR)) AS activity,
  a.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  a.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(a.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded'
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.output_part, '0') ELSE left(regexp_replace(coalesce(d.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.output_part, '0')), 8) END AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.output_part, '0') ELSE left(regexp_replace(coalesce(d.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.output_part, '0')), 8) END AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS activity,
  d.ended_at AS time,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT DISTINCT step_id, output_part, output_hash, ended_at FROM tfjs_prov.derivations
  WHERE output_hash IS NOT NULL
) d
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'model-in-use' || '-' || CAST(p.promotion_id AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS activity,
  p.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT *, lead(recorded_at) OVER stages AS used_until,
    lead(promotion_id) OVER stages AS next_id, lead(run_id) OVER stages AS next_run_id,
    lead(reason) OVER stages AS end_reason
  FROM tfjs_prov.promotions
  WINDOW stages AS (PARTITION BY stage ORDER BY recorded_at, promotion_id)
) p WHERE coalesce(p.run_id, p.state_id, p.artifact_id) IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'chart' || '-' || CAST(h.chart_id AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'drawing' || '-' || CAST(h.chart_id AS VARCHAR) AS activity,
  h.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.charts h
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS entity,
  i.arguments[2] AS activity,
  TRY_CAST(i.arguments[3] AS TIMESTAMP) AS time,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasGeneratedBy';

COMMENT ON VIEW prov.was_generated_by IS 'A row a generation: an activity made an entity';

COMMENT ON COLUMN prov.was_generated_by.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_generated_by.entity IS 'The entity that was made';

COMMENT ON COLUMN prov.was_generated_by.activity IS 'The activity that made it';

COMMENT ON COLUMN prov.was_generated_by.time IS 'When, UTC';

COMMENT ON COLUMN prov.was_generated_by.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_generated_by.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_generated_by.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_generated_by.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.used AS
SELECT CAST(NULL AS VARCHAR) AS id,
  coalesce('https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(p.run_id AS VARCHAR)) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'config' || '-' || CAST(coalesce(p.phase_id, p.run_id) AS VARCHAR) AS entity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "mls:HyperParameterSetting", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (SELECT DISTINCT run_id, phase_id FROM tfjs_prov.params) p
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'usage' || '-' || CAST(e.event_id AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'event' || '-' || CAST(e.event_id AS VARCHAR) AS activity,
  coalesce(e.known, 'https://w3id.org/tfjs-prov/id/' || 'setting-before' || '-' || CAST(e.event_id AS VARCHAR)) AS entity,
  e.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT c.*, coalesce(
    'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(c.previous AS VARCHAR),
    'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(c.phase_id AS VARCHAR) || '-' || CAST(t.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(t.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN t.name ELSE left(regexp_replace(t.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(t.name), 8) END AS VARCHAR)
  ) AS known
  FROM (
    SELECT *, lag(event_id) OVER (
      PARTITION BY run_id, phase_id, name ORDER BY recorded_at, event_id
    ) AS previous
    FROM tfjs_prov.events WHERE kind = 'changed'
  ) c
  LEFT JOIN (
    SELECT DISTINCT run_id, phase_id, name, source FROM tfjs_prov.params
    WHERE source = 'optimizer'
  ) t ON t.run_id = c.run_id AND t.phase_id = c.phase_id AND t.name = c.name
) e
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'use-model' || '-' || CAST(p.phase_id AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(p.model_id AS VARCHAR) AS entity,
  p.started_at AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "mls:Model", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.phases p WHERE p.model_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'environment' || '-' || CAST(p.environment_id AS VARCHAR) AS entity,
  p.started_at AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "tfjs:environment", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.phases p WHERE p.environment_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(g.run_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'commit' || '-' || CAST(g.run_id AS VARCHAR) AS entity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "tfjs:commit", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  g.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(g.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.run_commits g WHERE g.commit_hash IS NOT NULL
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'use-state' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.state_id AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(u.phase_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(u.state_id AS VARCHAR) AS entity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "tfjs:startWeights", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  u.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(u.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.state_uses u
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'use' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.input_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.input_part, '0') ELSE left(regexp_replace(coalesce(d.input_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.input_part, '0')), 8) END AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS activity,
  coalesce((
    SELECT arg_max('https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(o.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(o.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(o.output_part, '0') ELSE left(regexp_replace(coalesce(o.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(o.output_part, '0')), 8) END AS VARCHAR), o.ended_at) FROM tfjs_prov.derivations o
    WHERE o.output_hash = d.input_hash AND o.ended_at <= d.started_at
  ), 'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(d.input_hash AS VARCHAR)) AS entity,
  d.started_at AS time,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.derivations d WHERE d.input_hash IS NOT NULL
UNION ALL
SELECT 'https://w3id.org/tfjs-prov/id/' || 'use' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.split AS VARCHAR) || '-' || CAST(u.role AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(u.part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(u.part, '0') ELSE left(regexp_replace(coalesce(u.part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(u.part, '0')), 8) END AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(u.phase_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'split' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.split AS VARCHAR) || '-' || CAST(u.role AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(u.part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(u.part, '0') ELSE left(regexp_replace(coalesce(u.part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(u.part, '0')), 8) END AS VARCHAR) AS entity,
  p.started_at AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || CAST(to_json(u.split) AS VARCHAR)) || '}' AS JSON) AS attributes,
  u.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(u.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.dataset_uses u
JOIN tfjs_prov.phases p ON p.phase_id = u.phase_id
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  coalesce('https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(s.phase_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(s.run_id AS VARCHAR)) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'seed' || '-' || CAST(coalesce(s.phase_id, s.run_id) AS VARCHAR) || '-' || CAST(s.moment AS VARCHAR) AS entity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "tfjs:randomState", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.seeds s WHERE s.run_id IS NOT NULL AND s.moment <> 'end'
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(p.state_id AS VARCHAR) AS entity,
  p.recorded_at AS time,
  CAST('{' || concat_ws(', ',
    '"prov:role": ' || '{"$": "tfjs:promoted", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.promotions p WHERE p.state_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'drawing' || '-' || CAST(h.chart_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(h.run_id AS VARCHAR) AS entity,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{}' AS JSON) AS attributes,
  h.run_id AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.chart_runs h
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS activity,
  i.arguments[2] AS entity,
  TRY_CAST(i.arguments[3] AS TIMESTAMP) AS time,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'used';

COMMENT ON VIEW prov.used IS 'A row a usage: an activity used an entity';

COMMENT ON COLUMN prov.used.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.used.activity IS 'The activity';

COMMENT ON COLUMN prov.used.entity IS 'The entity that it used';

COMMENT ON COLUMN prov.used.time IS 'When, UTC';

COMMENT ON COLUMN prov.used.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.used.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.used.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.used.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_informed_by AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.cell_run_id AS VARCHAR) AS informed,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.used_cell_run_id AS VARCHAR) AS informant,
  CAST('{' || concat_ws(', ',
    '"schema:name": ' || CAST(to_json(c.names) AS VARCHAR)) || '}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT cell_run_id, used_cell_run_id, list(name ORDER BY name) AS names
  FROM tfjs_prov.cell_uses GROUP BY cell_run_id, used_cell_run_id
) c
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS informed,
  i.arguments[2] AS informant,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasInformedBy';

COMMENT ON VIEW prov.was_informed_by IS 'A row a communication: an activity used what another made';

COMMENT ON COLUMN prov.was_informed_by.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_informed_by.informed IS 'The later activity';

COMMENT ON COLUMN prov.was_informed_by.informant IS 'The earlier activity';

COMMENT ON COLUMN prov.was_informed_by.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_informed_by.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_informed_by.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_informed_by.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_started_by AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.parent_run_id AS VARCHAR) AS starter,
  r.started_at AS time,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r WHERE r.parent_run_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(r.cell_run_id AS VARCHAR) AS starter,
  r.started_at AS time,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r WHERE r.cell_run_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  coalesce('https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.parent_phase_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(p.run_id AS VARCHAR)) AS starter,
  p.started_at AS time,
  CAST('{}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.phases p
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'epoch' || '-' || CAST(e.phase_id AS VARCHAR) || '-' || CAST(e.epoch AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(e.phase_id AS VARCHAR) AS starter,
  e.started_at AS time,
  CAST('{}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT run_id, phase_id, epoch, min(run_epoch) AS run_epoch, max(step) AS step,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.epochs GROUP BY run_id, phase_id, epoch
) e
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'event' || '-' || CAST(e.event_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  coalesce('https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(e.phase_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(e.run_id AS VARCHAR)) AS starter,
  e.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.events e
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(d.cell_run_id AS VARCHAR) AS starter,
  d.started_at AS time,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT step_id, any_value(step) AS step, any_value(source_hash) AS source_hash,
    any_value(input_name) AS input_name, any_value(cell_run_id) AS cell_run_id,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.derivations GROUP BY step_id
) d WHERE d.cell_run_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(p.cell_run_id AS VARCHAR) AS starter,
  p.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.promotions p WHERE p.cell_run_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'drawing' || '-' || CAST(h.chart_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(h.cell_run_id AS VARCHAR) AS starter,
  h.recorded_at AS time,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.charts h WHERE h.cell_run_id IS NOT NULL
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS activity,
  i.arguments[2] AS trigger,
  i.arguments[3] AS starter,
  TRY_CAST(i.arguments[4] AS TIMESTAMP) AS time,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasStartedBy';

COMMENT ON VIEW prov.was_started_by IS 'A row a start of an activity';

COMMENT ON COLUMN prov.was_started_by.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_started_by.activity IS 'The activity that started';

COMMENT ON COLUMN prov.was_started_by.trigger IS 'The entity that set it off';

COMMENT ON COLUMN prov.was_started_by.starter IS 'The activity that started it';

COMMENT ON COLUMN prov.was_started_by.time IS 'When, UTC';

COMMENT ON COLUMN prov.was_started_by.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_started_by.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_started_by.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_started_by.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_ended_by AS
SELECT CAST(NULL AS VARCHAR) AS id,
  coalesce('https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(e.phase_id AS VARCHAR), 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(e.run_id AS VARCHAR)) AS activity,
  CAST(NULL AS VARCHAR) AS trigger,
  'https://w3id.org/tfjs-prov/id/' || 'event' || '-' || CAST(e.event_id AS VARCHAR) AS ender,
  CAST(NULL AS TIMESTAMP) AS time,
  CAST('{}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.events e
WHERE e.kind IN ('stopped early', 'interrupted', 'failed')
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS activity,
  i.arguments[2] AS trigger,
  i.arguments[3] AS ender,
  TRY_CAST(i.arguments[4] AS TIMESTAMP) AS time,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasEndedBy';

COMMENT ON VIEW prov.was_ended_by IS 'A row an end of an activity';

COMMENT ON COLUMN prov.was_ended_by.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_ended_by.activity IS 'The activity that ended';

COMMENT ON COLUMN prov.was_ended_by.trigger IS 'The entity that made it end';

COMMENT ON COLUMN prov.was_ended_by.ender IS 'The activity that ended it';

COMMENT ON COLUMN prov.was_ended_by.time IS 'When, UTC';

COMMENT ON COLUMN prov.was_ended_by.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_ended_by.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_ended_by.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_ended_by.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_invalidated_by AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'model-in-use' || '-' || CAST(p.promotion_id AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.next_id AS VARCHAR) AS activity,
  p.used_until AS time,
  CAST('{}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT *, lead(recorded_at) OVER stages AS used_until,
    lead(promotion_id) OVER stages AS next_id, lead(run_id) OVER stages AS next_run_id,
    lead(reason) OVER stages AS end_reason
  FROM tfjs_prov.promotions
  WINDOW stages AS (PARTITION BY stage ORDER BY recorded_at, promotion_id)
) p WHERE coalesce(p.run_id, p.state_id, p.artifact_id) IS NOT NULL AND p.next_id IS NOT NULL
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS entity,
  i.arguments[2] AS activity,
  TRY_CAST(i.arguments[3] AS TIMESTAMP) AS time,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasInvalidatedBy';

COMMENT ON VIEW prov.was_invalidated_by IS 'A row an invalidation: an activity ended an entity';

COMMENT ON COLUMN prov.was_invalidated_by.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_invalidated_by.entity IS 'The entity that ceased';

COMMENT ON COLUMN prov.was_invalidated_by.activity IS 'The activity that did it';

COMMENT ON COLUMN prov.was_invalidated_by.time IS 'When, UTC';

COMMENT ON COLUMN prov.was_invalidated_by.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_invalidated_by.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_invalidated_by.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_invalidated_by.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_derived_from AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(e.event_id AS VARCHAR) AS generated_entity,
  coalesce(e.known, 'https://w3id.org/tfjs-prov/id/' || 'setting-before' || '-' || CAST(e.event_id AS VARCHAR)) AS used_entity,
  'https://w3id.org/tfjs-prov/id/' || 'event' || '-' || CAST(e.event_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(e.event_id AS VARCHAR) AS generation,
  'https://w3id.org/tfjs-prov/id/' || 'usage' || '-' || CAST(e.event_id AS VARCHAR) AS usage,
  CAST('{' || concat_ws(', ',
    '"prov:type": ' || '{"$": "prov:Revision", "type": "prov:QUALIFIED_NAME"}') || '}' AS JSON) AS attributes,
  e.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(e.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT c.*, coalesce(
    'https://w3id.org/tfjs-prov/id/' || 'setting' || '-' || CAST(c.previous AS VARCHAR),
    'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(c.phase_id AS VARCHAR) || '-' || CAST(t.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(t.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN t.name ELSE left(regexp_replace(t.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(t.name), 8) END AS VARCHAR)
  ) AS known
  FROM (
    SELECT *, lag(event_id) OVER (
      PARTITION BY run_id, phase_id, name ORDER BY recorded_at, event_id
    ) AS previous
    FROM tfjs_prov.events WHERE kind = 'changed'
  ) c
  LEFT JOIN (
    SELECT DISTINCT run_id, phase_id, name, source FROM tfjs_prov.params
    WHERE source = 'optimizer'
  ) t ON t.run_id = c.run_id AND t.phase_id = c.phase_id AND t.name = c.name
) e
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'metric' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS generated_entity,
  'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(p.model_id AS VARCHAR) AS used_entity,
  CAST(NULL AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS generation,
  CAST(NULL AS VARCHAR) AS usage,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.series s
JOIN tfjs_prov.phases p ON p.phase_id = s.phase_id
WHERE p.model_id IS NOT NULL AND s.metric <> 'learningRate'
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS generated_entity,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(l.source_state_id AS VARCHAR) AS used_entity,
  CASE WHEN u.phase_id IS NOT NULL THEN 'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(s.phase_id AS VARCHAR) END AS activity,
  CASE WHEN u.phase_id IS NOT NULL THEN 'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(s.state_id AS VARCHAR) END AS generation,
  CASE WHEN u.phase_id IS NOT NULL THEN 'https://w3id.org/tfjs-prov/id/' || 'use-state' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.state_id AS VARCHAR) END AS usage,
  CAST('{' || concat_ws(', ',
    '"tfjs:relation": ' || CAST(to_json(l.relation) AS VARCHAR)) || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.state_links l
JOIN tfjs_prov.model_states s ON s.state_id = l.state_id
LEFT JOIN tfjs_prov.state_uses u
  ON u.phase_id = s.phase_id AND u.state_id = l.source_state_id
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS generated_entity,
  'https://w3id.org/tfjs-prov/id/' || 'artifact' || '-' || CAST(s.artifact_id AS VARCHAR) AS used_entity,
  CAST(NULL AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS generation,
  CAST(NULL AS VARCHAR) AS usage,
  CAST('{' || concat_ws(', ',
    '"tfjs:relation": ' || CAST(to_json('loaded') AS VARCHAR)) || '}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.model_states s WHERE s.artifact_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'artifact' || '-' || CAST(a.artifact_id AS VARCHAR) AS generated_entity,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(a.state_id AS VARCHAR) AS used_entity,
  CAST(NULL AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS generation,
  CAST(NULL AS VARCHAR) AS usage,
  CAST('{' || concat_ws(', ',
    '"tfjs:relation": ' || CAST(to_json('saved') AS VARCHAR)) || '}' AS JSON) AS attributes,
  a.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(a.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND a.state_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.output_part, '0') ELSE left(regexp_replace(coalesce(d.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.output_part, '0')), 8) END AS VARCHAR) AS generated_entity,
  coalesce((
    SELECT arg_max('https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(o.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(o.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(o.output_part, '0') ELSE left(regexp_replace(coalesce(o.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(o.output_part, '0')), 8) END AS VARCHAR), o.ended_at) FROM tfjs_prov.derivations o
    WHERE o.output_hash = d.input_hash AND o.ended_at <= d.started_at
  ), 'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(d.input_hash AS VARCHAR)) AS used_entity,
  'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.output_part, '0') ELSE left(regexp_replace(coalesce(d.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.output_part, '0')), 8) END AS VARCHAR) AS generation,
  'https://w3id.org/tfjs-prov/id/' || 'use' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.input_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.input_part, '0') ELSE left(regexp_replace(coalesce(d.input_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.input_part, '0')), 8) END AS VARCHAR) AS usage,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.derivations d WHERE d.input_hash IS NOT NULL AND d.output_hash IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'split' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.split AS VARCHAR) || '-' || CAST(u.role AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(u.part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(u.part, '0') ELSE left(regexp_replace(coalesce(u.part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(u.part, '0')), 8) END AS VARCHAR) AS generated_entity,
  coalesce((
    SELECT arg_max('https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(o.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(o.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(o.output_part, '0') ELSE left(regexp_replace(coalesce(o.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(o.output_part, '0')), 8) END AS VARCHAR), o.ended_at) FROM tfjs_prov.derivations o
    WHERE o.output_hash = u.dataset_hash AND o.ended_at <= p.started_at
  ), 'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(u.dataset_hash AS VARCHAR)) AS used_entity,
  CAST(NULL AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS generation,
  CAST(NULL AS VARCHAR) AS usage,
  CAST('{}' AS JSON) AS attributes,
  u.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(u.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.dataset_uses u
JOIN tfjs_prov.phases p ON p.phase_id = u.phase_id
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS generated_entity,
  'https://w3id.org/tfjs-prov/id/' || 'split' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.split AS VARCHAR) || '-' || CAST(u.role AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(u.part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(u.part, '0') ELSE left(regexp_replace(coalesce(u.part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(u.part, '0')), 8) END AS VARCHAR) AS used_entity,
  'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(s.phase_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'generation' || '-' || CAST(s.state_id AS VARCHAR) AS generation,
  'https://w3id.org/tfjs-prov/id/' || 'use' || '-' || CAST(u.phase_id AS VARCHAR) || '-' || CAST(u.split AS VARCHAR) || '-' || CAST(u.role AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(u.part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(u.part, '0') ELSE left(regexp_replace(coalesce(u.part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(u.part, '0')), 8) END AS VARCHAR) AS usage,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.model_states s
JOIN tfjs_prov.dataset_uses u ON u.phase_id = s.phase_id
WHERE u.split = 'train'
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'chart' || '-' || CAST(h.chart_id AS VARCHAR) AS generated_entity,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(h.run_id AS VARCHAR) AS used_entity,
  CAST(NULL AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS generation,
  CAST(NULL AS VARCHAR) AS usage,
  CAST('{}' AS JSON) AS attributes,
  h.run_id AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.chart_runs h
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS generated_entity,
  i.arguments[2] AS used_entity,
  i.arguments[3] AS activity,
  i.arguments[4] AS generation,
  i.arguments[5] AS usage,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasDerivedFrom';

COMMENT ON VIEW prov.was_derived_from IS 'A row a derivation of one entity from another';

COMMENT ON COLUMN prov.was_derived_from.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_derived_from.generated_entity IS 'The later entity';

COMMENT ON COLUMN prov.was_derived_from.used_entity IS 'The earlier entity';

COMMENT ON COLUMN prov.was_derived_from.activity IS 'The activity in between';

COMMENT ON COLUMN prov.was_derived_from.generation IS 'The generation of the later entity: one of was_generated_by';

COMMENT ON COLUMN prov.was_derived_from.usage IS 'The usage of the earlier entity: one of used';

COMMENT ON COLUMN prov.was_derived_from.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_derived_from.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_derived_from.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_derived_from.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_attributed_to AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS entity,
  'https://w3id.org/tfjs-prov/id/' || 'software' || '-' || CAST('tfjs-prov' AS VARCHAR) AS agent,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS entity,
  i.arguments[2] AS agent,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasAttributedTo';

COMMENT ON VIEW prov.was_attributed_to IS 'A row an attribution of an entity to an agent';

COMMENT ON COLUMN prov.was_attributed_to.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_attributed_to.entity IS 'The entity';

COMMENT ON COLUMN prov.was_attributed_to.agent IS 'The agent';

COMMENT ON COLUMN prov.was_attributed_to.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_attributed_to.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_attributed_to.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_attributed_to.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_associated_with AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.cell_run_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS agent,
  'https://w3id.org/tfjs-prov/id/' || 'cell' || '-' || CAST(c.cell_hash AS VARCHAR) AS plan,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.cell_runs c
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'software' || '-' || CAST('tensorflow.js' AS VARCHAR) AS agent,
  'https://w3id.org/tfjs-prov/id/' || 'cell' || '-' || CAST(c.cell_hash AS VARCHAR) AS plan,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'person' || '-' || CAST(CASE WHEN regexp_full_match(r.person, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN r.person ELSE left(regexp_replace(r.person, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(r.person), 8) END AS VARCHAR) AS agent,
  CAST(NULL AS VARCHAR) AS plan,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r WHERE r.person IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'person' || '-' || CAST(CASE WHEN regexp_full_match(p.person, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN p.person ELSE left(regexp_replace(p.person, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(p.person), 8) END AS VARCHAR) AS agent,
  CAST(NULL AS VARCHAR) AS plan,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.promotions p WHERE p.person IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'drawing' || '-' || CAST(h.chart_id AS VARCHAR) AS activity,
  'https://w3id.org/tfjs-prov/id/' || 'software' || '-' || CAST('tfjs-prov' AS VARCHAR) AS agent,
  'https://w3id.org/tfjs-prov/id/' || 'query' || '-' || CAST(h.chart_id AS VARCHAR) AS plan,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.charts h
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.cell_run_id AS VARCHAR) AS activity,
  CAST(NULL AS VARCHAR) AS agent,
  'https://w3id.org/tfjs-prov/id/' || 'planned-step' || '-' || CAST(s.step_id AS VARCHAR) AS plan,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plan_steps s
JOIN tfjs_prov.plans p USING (plan_id)
JOIN tfjs_prov.cell_runs c ON c.cell_hash = s.cell_hash AND c.started_at >= p.planned_at
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS activity,
  i.arguments[2] AS agent,
  i.arguments[3] AS plan,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasAssociatedWith';

COMMENT ON VIEW prov.was_associated_with IS 'A row an association of an activity with an agent';

COMMENT ON COLUMN prov.was_associated_with.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_associated_with.activity IS 'The activity';

COMMENT ON COLUMN prov.was_associated_with.agent IS 'The agent';

COMMENT ON COLUMN prov.was_associated_with.plan IS 'The plan that the agent followed';

COMMENT ON COLUMN prov.was_associated_with.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_associated_with.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_associated_with.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_associated_with.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.acted_on_behalf_of AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'software' || '-' || CAST('tensorflow.js' AS VARCHAR) AS delegate,
  'https://w3id.org/tfjs-prov/id/' || 'person' || '-' || CAST(CASE WHEN regexp_full_match(r.person, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN r.person ELSE left(regexp_replace(r.person, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(r.person), 8) END AS VARCHAR) AS responsible,
  'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS activity,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r WHERE r.person IS NOT NULL
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS delegate,
  i.arguments[2] AS responsible,
  i.arguments[3] AS activity,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'actedOnBehalfOf';

COMMENT ON VIEW prov.acted_on_behalf_of IS 'A row a delegation: an agent acted for another';

COMMENT ON COLUMN prov.acted_on_behalf_of.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.acted_on_behalf_of.delegate IS 'The agent that acted';

COMMENT ON COLUMN prov.acted_on_behalf_of.responsible IS 'The agent for which it acted';

COMMENT ON COLUMN prov.acted_on_behalf_of.activity IS 'The activity in which it did';

COMMENT ON COLUMN prov.acted_on_behalf_of.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.acted_on_behalf_of.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.acted_on_behalf_of.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.acted_on_behalf_of.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.was_influenced_by AS
SELECT i.id AS id,
  i.arguments[1] AS influencee,
  i.arguments[2] AS influencer,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'wasInfluencedBy';

COMMENT ON VIEW prov.was_influenced_by IS 'A row an influence of one thing on another';

COMMENT ON COLUMN prov.was_influenced_by.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.was_influenced_by.influencee IS 'The later thing';

COMMENT ON COLUMN prov.was_influenced_by.influencer IS 'The earlier thing';

COMMENT ON COLUMN prov.was_influenced_by.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.was_influenced_by.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.was_influenced_by.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.was_influenced_by.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.specialization_of AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS specific_entity,
  'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(s.model_id AS VARCHAR) AS general_entity,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.model_states s WHERE s.model_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'output' || '-' || CAST(d.step_id AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(coalesce(d.output_part, '0'), '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN coalesce(d.output_part, '0') ELSE left(regexp_replace(coalesce(d.output_part, '0'), '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(coalesce(d.output_part, '0')), 8) END AS VARCHAR) AS specific_entity,
  'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(d.output_hash AS VARCHAR) AS general_entity,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  SELECT DISTINCT step_id, output_part, output_hash, ended_at FROM tfjs_prov.derivations
  WHERE output_hash IS NOT NULL
) d
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'model-in-use' || '-' || CAST(p.promotion_id AS VARCHAR) AS specific_entity,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(p.state_id AS VARCHAR) AS general_entity,
  CAST('{}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.promotions p WHERE p.state_id IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'planned-step' || '-' || CAST(s.step_id AS VARCHAR) AS specific_entity,
  'https://w3id.org/tfjs-prov/id/' || 'cell' || '-' || CAST(s.cell_hash AS VARCHAR) AS general_entity,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plan_steps s JOIN tfjs_prov.cells c USING (cell_hash)
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS specific_entity,
  i.arguments[2] AS general_entity,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'specializationOf';

COMMENT ON VIEW prov.specialization_of IS 'A row an entity that is another one seen closer';

COMMENT ON COLUMN prov.specialization_of.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.specialization_of.specific_entity IS 'The entity seen closer';

COMMENT ON COLUMN prov.specialization_of.general_entity IS 'The entity that it is a form of';

COMMENT ON COLUMN prov.specialization_of.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.specialization_of.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.specialization_of.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.specialization_of.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.alternate_of AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS alternate1,
  'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(f.first_id AS VARCHAR) AS alternate2,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.model_states s JOIN (
  SELECT weights_hash, min(state_id) AS first_id
  FROM tfjs_prov.model_states GROUP BY weights_hash HAVING count(*) > 1
) f ON f.weights_hash = s.weights_hash AND f.first_id <> s.state_id
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS alternate1,
  i.arguments[2] AS alternate2,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'alternateOf';

COMMENT ON VIEW prov.alternate_of IS 'A row two entities that are one thing';

COMMENT ON COLUMN prov.alternate_of.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.alternate_of.alternate1 IS 'One';

COMMENT ON COLUMN prov.alternate_of.alternate2 IS 'The other';

COMMENT ON COLUMN prov.alternate_of.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.alternate_of.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.alternate_of.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.alternate_of.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.had_member AS
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'experiment' || '-' || CAST(CASE WHEN regexp_full_match(r.experiment, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN r.experiment ELSE left(regexp_replace(r.experiment, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(r.experiment), 8) END AS VARCHAR) AS collection,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(r.run_id AS VARCHAR) AS entity,
  CAST('{}' AS JSON) AS attributes,
  r.run_id AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.runs r
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'config' || '-' || CAST(coalesce(p.phase_id, p.run_id) AS VARCHAR) AS collection,
  'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(coalesce(p.phase_id, p.run_id) AS VARCHAR) || '-' || CAST(p.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(p.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN p.name ELSE left(regexp_replace(p.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(p.name), 8) END AS VARCHAR) AS entity,
  CAST('{}' AS JSON) AS attributes,
  p.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(p.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM (
  FROM tfjs_prov.params
  QUALIFY row_number() OVER (
    PARTITION BY run_id, phase_id, source, name ORDER BY rowid DESC
  ) = 1
) p
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'series' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS collection,
  'https://w3id.org/tfjs-prov/id/' || 'metric' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR) AS entity,
  CAST('{}' AS JSON) AS attributes,
  s.run_id AS run_id,
  'https://w3id.org/tfjs-prov/id/' || 'bundle' || '-' || CAST(s.run_id AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(l.model_id AS VARCHAR) AS collection,
  'https://w3id.org/tfjs-prov/id/' || 'layer' || '-' || CAST(l.model_id AS VARCHAR) || '-' || CAST(l.position AS VARCHAR) AS entity,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.layers l
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS id,
  'https://w3id.org/tfjs-prov/id/' || 'plan' || '-' || CAST(s.plan_id AS VARCHAR) AS collection,
  'https://w3id.org/tfjs-prov/id/' || 'planned-step' || '-' || CAST(s.step_id AS VARCHAR) AS entity,
  CAST('{}' AS JSON) AS attributes,
  CAST(NULL AS UUID) AS run_id,
  CAST(NULL AS VARCHAR) AS in_bundle,
  CAST(NULL AS VARCHAR) AS document_hash
FROM tfjs_prov.plan_steps s
UNION ALL
SELECT i.id AS id,
  i.arguments[1] AS collection,
  i.arguments[2] AS entity,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'hadMember';

COMMENT ON VIEW prov.had_member IS 'A row a member of a collection';

COMMENT ON COLUMN prov.had_member.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.had_member.collection IS 'The collection';

COMMENT ON COLUMN prov.had_member.entity IS 'The member';

COMMENT ON COLUMN prov.had_member.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.had_member.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.had_member.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.had_member.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.mention_of AS
SELECT i.id AS id,
  i.arguments[1] AS specific_entity,
  i.arguments[2] AS general_entity,
  i.arguments[3] AS bundle,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'mentionOf';

COMMENT ON VIEW prov.mention_of IS 'A row a mention of an entity of another bundle; of imported documents';

COMMENT ON COLUMN prov.mention_of.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.mention_of.specific_entity IS 'The entity here';

COMMENT ON COLUMN prov.mention_of.general_entity IS 'The entity there';

COMMENT ON COLUMN prov.mention_of.bundle IS 'The other bundle';

COMMENT ON COLUMN prov.mention_of.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.mention_of.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.mention_of.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.mention_of.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.derived_by_insertion_from AS
SELECT i.id AS id,
  i.arguments[1] AS new_dictionary,
  i.arguments[2] AS old_dictionary,
  i.arguments[3] AS inserted_key_entity_pair,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'derivedByInsertionFrom';

COMMENT ON VIEW prov.derived_by_insertion_from IS 'A row a dictionary with keys put in; of imported documents';

COMMENT ON COLUMN prov.derived_by_insertion_from.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.derived_by_insertion_from.new_dictionary IS 'The later dictionary';

COMMENT ON COLUMN prov.derived_by_insertion_from.old_dictionary IS 'The earlier dictionary';

COMMENT ON COLUMN prov.derived_by_insertion_from.inserted_key_entity_pair IS 'What was put in, as PROV-JSON';

COMMENT ON COLUMN prov.derived_by_insertion_from.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.derived_by_insertion_from.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.derived_by_insertion_from.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.derived_by_insertion_from.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.derived_by_removal_from AS
SELECT i.id AS id,
  i.arguments[1] AS new_dictionary,
  i.arguments[2] AS old_dictionary,
  i.arguments[3] AS removed_key,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'derivedByRemovalFrom';

COMMENT ON VIEW prov.derived_by_removal_from IS 'A row a dictionary with keys taken out; of imported documents';

COMMENT ON COLUMN prov.derived_by_removal_from.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.derived_by_removal_from.new_dictionary IS 'The later dictionary';

COMMENT ON COLUMN prov.derived_by_removal_from.old_dictionary IS 'The earlier dictionary';

COMMENT ON COLUMN prov.derived_by_removal_from.removed_key IS 'What was taken out, as PROV-JSON';

COMMENT ON COLUMN prov.derived_by_removal_from.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.derived_by_removal_from.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.derived_by_removal_from.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.derived_by_removal_from.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW prov.had_dictionary_member AS
SELECT i.id AS id,
  i.arguments[1] AS dictionary,
  i.arguments[2] AS entity,
  i.arguments[3] AS key,
  i.attributes AS attributes,
  CAST(NULL AS UUID) AS run_id,
  i.bundle AS in_bundle,
  i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = 'hadDictionaryMember';

COMMENT ON VIEW prov.had_dictionary_member IS 'A row an entity under a key of a dictionary; of imported documents';

COMMENT ON COLUMN prov.had_dictionary_member.id IS 'IRI of the thing, or of the relation where it has one';

COMMENT ON COLUMN prov.had_dictionary_member.dictionary IS 'The dictionary';

COMMENT ON COLUMN prov.had_dictionary_member.entity IS 'The entity';

COMMENT ON COLUMN prov.had_dictionary_member.key IS 'The key, as PROV-JSON';

COMMENT ON COLUMN prov.had_dictionary_member.attributes IS 'All else, in the form of PROV-JSON: attributes->>''schema:name''';

COMMENT ON COLUMN prov.had_dictionary_member.run_id IS 'The run whose statement it is; null for what runs share';

COMMENT ON COLUMN prov.had_dictionary_member.in_bundle IS 'IRI of the bundle that says it; null for the document itself';

COMMENT ON COLUMN prov.had_dictionary_member.document_hash IS 'The imported document that says it; null for what was recorded';

CREATE OR REPLACE VIEW tfjs_prov.steps AS
SELECT 'wasStartedBy' AS relation, run_id AS later, parent_run_id AS earlier
FROM tfjs_prov.runs WHERE parent_run_id IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, run_id AS later, cell_run_id AS earlier
FROM tfjs_prov.runs WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, phase_id AS later, coalesce(parent_phase_id, run_id) AS earlier
FROM tfjs_prov.phases
UNION ALL
SELECT 'used' AS relation, phase_id AS later, TRY_CAST(left(model_id, 32) AS UUID) AS earlier
FROM tfjs_prov.phases WHERE model_id IS NOT NULL
UNION ALL
SELECT 'wasAssociatedWith' AS relation, cell_run_id AS later, TRY_CAST(left(cell_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.cell_runs
UNION ALL
SELECT 'wasInformedBy' AS relation, cell_run_id AS later, used_cell_run_id AS earlier
FROM tfjs_prov.cell_uses
UNION ALL
SELECT 'used' AS relation, phase_id AS later, TRY_CAST(left(environment_id, 32) AS UUID) AS earlier
FROM tfjs_prov.phases WHERE environment_id IS NOT NULL
UNION ALL
SELECT 'wasGeneratedBy' AS relation, s.state_id AS later, s.phase_id AS earlier
FROM tfjs_prov.model_states s WHERE s.phase_id IS NOT NULL
UNION ALL
SELECT 'used' AS relation, u.phase_id AS later, u.state_id AS earlier
FROM tfjs_prov.state_uses u
UNION ALL
SELECT 'wasDerivedFrom' AS relation, l.state_id AS later, l.source_state_id AS earlier
FROM tfjs_prov.state_links l
UNION ALL
SELECT 'wasDerivedFrom' AS relation, s.state_id AS later, s.artifact_id AS earlier
FROM tfjs_prov.model_states s WHERE s.artifact_id IS NOT NULL
UNION ALL
SELECT 'wasDerivedFrom' AS relation, a.artifact_id AS later, a.state_id AS earlier
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND a.state_id IS NOT NULL
UNION ALL
SELECT 'wasGeneratedBy' AS relation, a.artifact_id AS later, coalesce(a.phase_id, a.run_id, a.cell_run_id) AS earlier
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND coalesce(a.phase_id, a.run_id, a.cell_run_id) IS NOT NULL
UNION ALL
SELECT 'specializationOf' AS relation, s.state_id AS later, TRY_CAST(left(s.model_id, 32) AS UUID) AS earlier
FROM tfjs_prov.model_states s WHERE s.model_id IS NOT NULL AND s.phase_id IS NULL
UNION ALL
SELECT 'alternateOf' AS relation, s.state_id AS later, f.first_id AS earlier
FROM tfjs_prov.model_states s JOIN (
  SELECT weights_hash, min(state_id) AS first_id
  FROM tfjs_prov.model_states GROUP BY weights_hash HAVING count(*) > 1
) f ON f.weights_hash = s.weights_hash AND f.first_id <> s.state_id
UNION ALL
SELECT 'used' AS relation, u.phase_id AS later, TRY_CAST(left(u.dataset_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.dataset_uses u
UNION ALL
SELECT 'wasGeneratedBy' AS relation, TRY_CAST(left(d.output_hash, 32) AS UUID) AS later, d.step_id AS earlier
FROM tfjs_prov.derivations d WHERE d.output_hash IS NOT NULL
UNION ALL
SELECT 'used' AS relation, d.step_id AS later, TRY_CAST(left(d.input_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.derivations d WHERE d.input_hash IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, d.step_id AS later, d.cell_run_id AS earlier
FROM tfjs_prov.derivations d WHERE d.cell_run_id IS NOT NULL
UNION ALL
SELECT 'used' AS relation, promotion_id AS later, coalesce(state_id, artifact_id, run_id) AS earlier
FROM tfjs_prov.promotions WHERE coalesce(state_id, artifact_id, run_id) IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, promotion_id AS later, cell_run_id AS earlier
FROM tfjs_prov.promotions WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT 'wasDerivedFrom' AS relation, chart_id AS later, run_id AS earlier
FROM tfjs_prov.chart_runs
UNION ALL
SELECT 'wasStartedBy' AS relation, chart_id AS later, cell_run_id AS earlier
FROM tfjs_prov.charts WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT i.kind AS relation, i.argument_keys[1] AS later, i.argument_keys[2] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind NOT IN ('entity', 'activity', 'agent') AND i.argument_keys[2] IS NOT NULL
UNION ALL
SELECT i.kind AS relation, i.argument_keys[1] AS later, i.argument_keys[3] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind IN ('wasStartedBy', 'wasEndedBy', 'wasAssociatedWith', 'wasDerivedFrom') AND i.argument_keys[3] IS NOT NULL
UNION ALL
SELECT 'alternateOf' AS relation, i.argument_keys[2] AS later, i.argument_keys[1] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind = 'alternateOf';

COMMENT ON VIEW tfjs_prov.steps IS 'A row a step of lineage: a later thing that came of an earlier one';

COMMENT ON COLUMN tfjs_prov.steps.relation IS 'Relation of PROV, such as used';

COMMENT ON COLUMN tfjs_prov.steps.later IS 'Key of the later thing';

COMMENT ON COLUMN tfjs_prov.steps.earlier IS 'Key of the earlier thing';

CREATE OR REPLACE VIEW main.traits AS

SELECT t.run_id, r.name AS run, t.aspect, t.name, t.value, t.place
FROM (
SELECT run_id, 'data' AS aspect, name, value, 0 AS place FROM (
  SELECT run_id, name, CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE string_agg(value, ' → ' ORDER BY position) END AS value
  FROM (
    SELECT u.run_id, concat_ws(' ', u.split, u.role, u.part) AS name, h.position,
      concat_ws(', ', u.name, u.rows || ' rows',
        CASE WHEN u.first_row > 0 THEN 'from row ' || u.first_row END,
        left(u.dataset_hash, 12)) AS value
    FROM main.dataset_uses u JOIN tfjs_prov.phases h ON h.phase_id = u.phase_id
  ) GROUP BY run_id, name)
UNION ALL
SELECT run_id, 'params' AS aspect, name, value, 1 AS place FROM (
  SELECT run_id, name, CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE string_agg(value, ' → ' ORDER BY position) END AS value
  FROM (
    SELECT p.run_id, p.name, coalesce(h.position, -1) AS position, CASE CAST(union_tag(p.value) AS VARCHAR)
      WHEN 'num' THEN regexp_replace(CAST(p.value.num AS VARCHAR), '\.0$', '')
      WHEN 'bool' THEN CAST(p.value.bool AS VARCHAR)
      ELSE CASE WHEN TRY_CAST(p.value.text AS DOUBLE) IS NOT NULL
          OR p.value.text IN ('true', 'false')
        THEN '"' || p.value.text || '"' ELSE p.value.text END END AS value
    FROM tfjs_prov.params p LEFT JOIN tfjs_prov.phases h ON h.phase_id = p.phase_id
  ) GROUP BY run_id, name)
UNION ALL
SELECT run_id, 'steering' AS aspect, name, value, 2 AS place FROM (
  SELECT run_id, name, string_agg(
    concat_ws(' ', CASE CAST(union_tag(new_value) AS VARCHAR)
      WHEN 'num' THEN regexp_replace(CAST(new_value.num AS VARCHAR), '\.0$', '')
      WHEN 'bool' THEN CAST(new_value.bool AS VARCHAR)
      ELSE CASE WHEN TRY_CAST(new_value.text AS DOUBLE) IS NOT NULL
          OR new_value.text IN ('true', 'false')
        THEN '"' || new_value.text || '"' ELSE new_value.text END END, 'at epoch ' || epoch), ' → '
    ORDER BY recorded_at, event_id) AS value
  FROM tfjs_prov.events WHERE cause = 'user' GROUP BY run_id, name)
UNION ALL
SELECT run_id, 'code' AS aspect, name, value, 3 AS place FROM (
  SELECT run_id, name, CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE string_agg(value, ' → ' ORDER BY started_at) END AS value
  FROM (
    SELECT run_id, coalesce(string_agg(DISTINCT name, ', ' ORDER BY name), 'this cell')
      AS name, left(cell_hash, 12) AS value, max(started_at) AS started_at
    FROM main.code GROUP BY run_id, cell_hash
  ) GROUP BY run_id, name)
UNION ALL
SELECT run_id, 'model' AS aspect, name, value, 4 AS place FROM (
  SELECT run_id, 'architecture' AS name, CASE WHEN count(DISTINCT left(model_id, 12)) = 1 THEN min(left(model_id, 12)) ELSE string_agg(left(model_id, 12), ' → ' ORDER BY position) END AS value
  FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id
  UNION ALL
  SELECT f.run_id, 'layer ' || l.position, concat_ws(' ', l.kind, l.units, l.activation,
    l.rate, l.regularizer, CASE WHEN NOT l.trainable THEN 'frozen' END)
  FROM (
    SELECT run_id, arg_min(model_id, position) AS model_id
    FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id
  ) f JOIN tfjs_prov.layers l ON l.model_id = f.model_id)
UNION ALL
SELECT run_id, 'seed' AS aspect, name, value, 5 AS place FROM (
  SELECT run_id, 'session' AS name, coalesce(CAST(seed AS VARCHAR), 'none') AS value
  FROM tfjs_prov.seeds WHERE moment = 'run')
UNION ALL
SELECT run_id, 'weights' AS aspect, name, value, 6 AS place FROM (
  SELECT run_id, k.name AS name, k.value AS value
  FROM (
    SELECT u.run_id, unnest([
      {'name': 'initial', 'value': left(arg_min(s.weights_hash, h.position), 12)},
      {'name': 'from', 'value': arg_min(
        concat_ws(' from ', s.origin, coalesce(a.place, r.name)), h.position)}
    ]) AS k
    FROM tfjs_prov.state_uses u
    JOIN tfjs_prov.phases h ON h.phase_id = u.phase_id
    JOIN tfjs_prov.model_states s ON s.state_id = u.state_id
    LEFT JOIN tfjs_prov.artifacts a ON a.artifact_id = s.artifact_id
    LEFT JOIN tfjs_prov.runs r ON r.run_id = s.run_id AND r.run_id <> u.run_id
    GROUP BY u.run_id
  ))
UNION ALL
SELECT run_id, 'environment' AS aspect, name, value, 7 AS place FROM (
  SELECT h.run_id, v.name, v.value
  FROM (
    SELECT run_id, arg_max(environment_id, position) AS environment_id
    FROM tfjs_prov.phases WHERE environment_id IS NOT NULL GROUP BY run_id
  ) h
  JOIN (
    SELECT environment_id, unnest(['backend', 'device', 'node', 'kernel', 'platform', 'arch', 'os', 'os_release', 'in_container', 'cpu', 'cpus', 'memory_bytes', 'gpu', 'lockfile', 'lockfile_hash']) AS name,
      unnest([CAST(backend AS VARCHAR), CAST(device AS VARCHAR), CAST(node AS VARCHAR), CAST(kernel AS VARCHAR), CAST(platform AS VARCHAR), CAST(arch AS VARCHAR), CAST(os AS VARCHAR), CAST(os_release AS VARCHAR), CAST(in_container AS VARCHAR), CAST(cpu AS VARCHAR), CAST(cpus AS VARCHAR), CAST(memory_bytes AS VARCHAR), CAST(gpu AS VARCHAR), CAST(lockfile AS VARCHAR), CAST(lockfile_hash AS VARCHAR)]) AS value
    FROM tfjs_prov.environments
    UNION ALL SELECT environment_id, name, version FROM tfjs_prov.packages
  ) v ON v.environment_id = h.environment_id)
UNION ALL
SELECT run_id, 'commit' AS aspect, name, value, 8 AS place FROM (
  SELECT run_id, unnest(['commit', 'branch', 'dirty', 'patch']) AS name,
    unnest([left(commit_hash, 12), branch, CAST(dirty AS VARCHAR), left(patch_hash, 12)])
      AS value
  FROM tfjs_prov.run_commits)
UNION ALL
SELECT run_id, 'results' AS aspect, name, value, 9 AS place FROM (
  SELECT run_id, metric || k.name AS name, regexp_replace(CAST(k.value AS VARCHAR), '\.0$', '') AS value
  FROM (
    SELECT s.run_id, s.metric, unnest([
      {'name': ', last', 'value': arg_max(u.last, s.series)},
      {'name': ', best', 'value': CASE WHEN NOT list_has_any(string_split_regex(lower(regexp_replace(s.metric, '([a-z0-9])([A-Z])', '\1 \2', 'g')), '[^a-z0-9]+'), ['cost', 'distance', 'divergence', 'error', 'loss', 'perplexity', 'proximity']) AND list_has_any(string_split_regex(lower(regexp_replace(s.metric, '([a-z0-9])([A-Z])', '\1 \2', 'g')), '[^a-z0-9]+'), ['acc', 'accuracy', 'auc', 'bleu', 'cosine', 'dice', 'f1', 'fbeta', 'iou', 'kappa', 'map', 'mcc', 'ndcg', 'precision', 'psnr', 'r2', 'recall', 'return', 'reward', 'rouge', 'score', 'sensitivity', 'specificity', 'ssim']) THEN max(u.max) ELSE min(u.min) END}
    ]) AS k
    FROM tfjs_prov.series s JOIN tfjs_prov.series_summaries u USING (run_id, series)
    WHERE s.metric <> 'learningRate'
    GROUP BY s.run_id, s.metric
  )
  UNION ALL SELECT run_id, 'status', CASE WHEN r.status = 'running' AND epoch_us(r.lease_until) < epoch_us(now()) THEN 'interrupted' ELSE r.status END FROM tfjs_prov.runs r
  UNION ALL
  SELECT run_id, 'epochs', CAST(count(*) AS VARCHAR) FROM tfjs_prov.epochs GROUP BY run_id
  UNION ALL
  SELECT run_id, 'final weights', left(arg_max(weights_hash, recorded_at), 12)
  FROM tfjs_prov.model_states WHERE origin IN ('trained', 'restored') GROUP BY run_id)
) t
JOIN tfjs_prov.runs r ON r.run_id = t.run_id
WHERE t.value IS NOT NULL;

COMMENT ON VIEW main.traits IS 'A row a trait of a run: one thing that made it, or came of it; two runs differ in those that are not equal';

COMMENT ON COLUMN main.traits.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.traits.run IS 'The run''s name';

COMMENT ON COLUMN main.traits.aspect IS 'data, params, steering, code, model, seed, weights, environment, commit or results';

COMMENT ON COLUMN main.traits.name IS 'What it is: train x, learningRate, the names that a cell made, a package';

COMMENT ON COLUMN main.traits.value IS 'Its value as text; arrows part those of several phases';

COMMENT ON COLUMN main.traits.place IS 'Place of the aspect: those that tell most have the lowest';

CREATE OR REPLACE MACRO main.lineage(thing) AS TABLE
WITH RECURSIVE named AS (
  SELECT key FROM (
    SELECT run_id AS key FROM tfjs_prov.runs WHERE name = CAST(thing AS VARCHAR)
    ORDER BY started_at DESC, run_id DESC LIMIT 1
  )
  UNION
  SELECT TRY_CAST(CAST(thing AS VARCHAR) AS UUID)
  UNION
  SELECT CAST(coalesce(nullif(regexp_extract(CAST(thing AS VARCHAR), '^https://w3id.org/tfjs-prov/id/.*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 1), ''), left(nullif(regexp_extract(CAST(thing AS VARCHAR), '^https://w3id.org/tfjs-prov/id/.*?([0-9a-f]{64})', 1), ''), 32), md5(CAST(thing AS VARCHAR))) AS UUID) WHERE CAST(thing AS VARCHAR) LIKE '%:%'
  UNION
  SELECT TRY_CAST(left(CAST(thing AS VARCHAR), 32) AS UUID)
  WHERE regexp_full_match(CAST(thing AS VARCHAR), '[0-9a-f]{64}')
  UNION
  SELECT state_id FROM tfjs_prov.model_states WHERE weights_hash = CAST(thing AS VARCHAR)
  UNION
  SELECT artifact_id FROM tfjs_prov.artifacts WHERE sha256 = CAST(thing AS VARCHAR)
),
start AS (
  SELECT key FROM named WHERE key IS NOT NULL
  UNION
  SELECT phase_id FROM tfjs_prov.phases WHERE run_id IN (FROM named)
  UNION
  SELECT coalesce(phase_id, run_id) FROM tfjs_prov.events WHERE event_id IN (FROM named)
),
steps AS MATERIALIZED (
SELECT 'wasStartedBy' AS relation, run_id AS later, parent_run_id AS earlier
FROM tfjs_prov.runs WHERE parent_run_id IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, run_id AS later, cell_run_id AS earlier
FROM tfjs_prov.runs WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, phase_id AS later, coalesce(parent_phase_id, run_id) AS earlier
FROM tfjs_prov.phases
UNION ALL
SELECT 'used' AS relation, phase_id AS later, TRY_CAST(left(model_id, 32) AS UUID) AS earlier
FROM tfjs_prov.phases WHERE model_id IS NOT NULL
UNION ALL
SELECT 'wasAssociatedWith' AS relation, cell_run_id AS later, TRY_CAST(left(cell_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.cell_runs
UNION ALL
SELECT 'wasInformedBy' AS relation, cell_run_id AS later, used_cell_run_id AS earlier
FROM tfjs_prov.cell_uses
UNION ALL
SELECT 'used' AS relation, phase_id AS later, TRY_CAST(left(environment_id, 32) AS UUID) AS earlier
FROM tfjs_prov.phases WHERE environment_id IS NOT NULL
UNION ALL
SELECT 'wasGeneratedBy' AS relation, s.state_id AS later, s.phase_id AS earlier
FROM tfjs_prov.model_states s WHERE s.phase_id IS NOT NULL
UNION ALL
SELECT 'used' AS relation, u.phase_id AS later, u.state_id AS earlier
FROM tfjs_prov.state_uses u
UNION ALL
SELECT 'wasDerivedFrom' AS relation, l.state_id AS later, l.source_state_id AS earlier
FROM tfjs_prov.state_links l
UNION ALL
SELECT 'wasDerivedFrom' AS relation, s.state_id AS later, s.artifact_id AS earlier
FROM tfjs_prov.model_states s WHERE s.artifact_id IS NOT NULL
UNION ALL
SELECT 'wasDerivedFrom' AS relation, a.artifact_id AS later, a.state_id AS earlier
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND a.state_id IS NOT NULL
UNION ALL
SELECT 'wasGeneratedBy' AS relation, a.artifact_id AS later, coalesce(a.phase_id, a.run_id, a.cell_run_id) AS earlier
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND coalesce(a.phase_id, a.run_id, a.cell_run_id) IS NOT NULL
UNION ALL
SELECT 'specializationOf' AS relation, s.state_id AS later, TRY_CAST(left(s.model_id, 32) AS UUID) AS earlier
FROM tfjs_prov.model_states s WHERE s.model_id IS NOT NULL AND s.phase_id IS NULL
UNION ALL
SELECT 'alternateOf' AS relation, s.state_id AS later, f.first_id AS earlier
FROM tfjs_prov.model_states s JOIN (
  SELECT weights_hash, min(state_id) AS first_id
  FROM tfjs_prov.model_states GROUP BY weights_hash HAVING count(*) > 1
) f ON f.weights_hash = s.weights_hash AND f.first_id <> s.state_id
UNION ALL
SELECT 'used' AS relation, u.phase_id AS later, TRY_CAST(left(u.dataset_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.dataset_uses u
UNION ALL
SELECT 'wasGeneratedBy' AS relation, TRY_CAST(left(d.output_hash, 32) AS UUID) AS later, d.step_id AS earlier
FROM tfjs_prov.derivations d WHERE d.output_hash IS NOT NULL
UNION ALL
SELECT 'used' AS relation, d.step_id AS later, TRY_CAST(left(d.input_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.derivations d WHERE d.input_hash IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, d.step_id AS later, d.cell_run_id AS earlier
FROM tfjs_prov.derivations d WHERE d.cell_run_id IS NOT NULL
UNION ALL
SELECT 'used' AS relation, promotion_id AS later, coalesce(state_id, artifact_id, run_id) AS earlier
FROM tfjs_prov.promotions WHERE coalesce(state_id, artifact_id, run_id) IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, promotion_id AS later, cell_run_id AS earlier
FROM tfjs_prov.promotions WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT 'wasDerivedFrom' AS relation, chart_id AS later, run_id AS earlier
FROM tfjs_prov.chart_runs
UNION ALL
SELECT 'wasStartedBy' AS relation, chart_id AS later, cell_run_id AS earlier
FROM tfjs_prov.charts WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT i.kind AS relation, i.argument_keys[1] AS later, i.argument_keys[2] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind NOT IN ('entity', 'activity', 'agent') AND i.argument_keys[2] IS NOT NULL
UNION ALL
SELECT i.kind AS relation, i.argument_keys[1] AS later, i.argument_keys[3] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind IN ('wasStartedBy', 'wasEndedBy', 'wasAssociatedWith', 'wasDerivedFrom') AND i.argument_keys[3] IS NOT NULL
UNION ALL
SELECT 'alternateOf' AS relation, i.argument_keys[2] AS later, i.argument_keys[1] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind = 'alternateOf'
),
walk AS (
  SELECT key FROM start
  UNION
  SELECT s.earlier FROM walk w JOIN steps s ON s.later = w.key
),
met AS MATERIALIZED (
  SELECT unnest(keys) AS key, unnest(places) AS place FROM (
    SELECT list(key) AS keys, list(place) AS places
    FROM (SELECT key, row_number() OVER () AS place FROM walk)
  )
),
ways AS MATERIALIZED (
  SELECT s.relation, s.earlier AS key, s.later AS key_before, m.place
  FROM steps s JOIN met m ON m.key = s.later
),
back AS MATERIALIZED (
  SELECT key, arg_min(key_before, place) AS key_before FROM ways
  WHERE key NOT IN (FROM start) GROUP BY key
),
depths AS (
  SELECT key, 0 AS depth FROM start
  UNION ALL
  SELECT b.key, d.depth + 1 FROM depths d JOIN back b ON b.key_before = d.key
),
reached AS MATERIALIZED (
  SELECT unnest(keys) AS key, unnest(depths) AS depth
  FROM (SELECT list(key) AS keys, list(depth) AS depths FROM depths)
),
nearer AS (
  SELECT key, nearest.relation AS relation, nearest.key AS key_before FROM (
    SELECT w.key,
      min({'depth': d.depth, 'relation': w.relation, 'key': w.key_before}) AS nearest
    FROM ways w JOIN back k ON k.key = w.key JOIN reached d ON d.key = w.key_before
    GROUP BY w.key
  )
),
things AS MATERIALIZED (
  FROM (
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS id, 'activity' AS type, 'run' AS what, r.name AS name,
    r.run_id AS run_id
  FROM tfjs_prov.runs r JOIN reached k ON k.key = r.run_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR) AS id, 'activity' AS type, 'phase' AS what, p.name AS name,
    p.run_id AS run_id
  FROM tfjs_prov.phases p JOIN reached k ON k.key = p.phase_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(m.model_id AS VARCHAR) AS id, 'entity' AS type, 'model' AS what, m.name AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.models m JOIN reached k ON k.key = TRY_CAST(left(m.model_id, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'cell' || '-' || CAST(c.cell_hash AS VARCHAR) AS id, 'entity' AS type, 'cell' AS what, left(c.source, 60) AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.cells c JOIN reached k ON k.key = TRY_CAST(left(c.cell_hash, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.cell_run_id AS VARCHAR) AS id, 'activity' AS type, 'cell run' AS what, 'cell [' || c.execution_count || ']' AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.cell_runs c JOIN reached k ON k.key = c.cell_run_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'environment' || '-' || CAST(e.environment_id AS VARCHAR) AS id, 'entity' AS type, 'environment' AS what, e.backend AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.environments e JOIN reached k ON k.key = TRY_CAST(left(e.environment_id, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS id, 'entity' AS type, 'state' AS what, s.origin AS name,
    s.run_id AS run_id
  FROM tfjs_prov.model_states s JOIN reached k ON k.key = s.state_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'artifact' || '-' || CAST(a.artifact_id AS VARCHAR) AS id, 'entity' AS type, 'artifact' AS what, a.name AS name,
    a.run_id AS run_id
  FROM tfjs_prov.artifacts a JOIN reached k ON k.key = a.artifact_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(c.dataset_hash AS VARCHAR) AS id, 'entity' AS type, 'dataset' AS what, array_to_string((
  SELECT list(DISTINCT n.name ORDER BY n.name) FROM tfjs_prov.dataset_names n
  WHERE n.dataset_hash = c.dataset_hash AND n.name IS NOT NULL
), ', ') AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.datasets c JOIN reached k ON k.key = TRY_CAST(left(c.dataset_hash, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS id, 'activity' AS type, 'step' AS what, d.step AS name,
    CAST(NULL AS UUID) AS run_id
  FROM (
  SELECT step_id, any_value(step) AS step, any_value(source_hash) AS source_hash,
    any_value(input_name) AS input_name, any_value(cell_run_id) AS cell_run_id,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.derivations GROUP BY step_id
) d JOIN reached k ON k.key = d.step_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS id, 'activity' AS type, 'promotion' AS what, p.stage AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.promotions p JOIN reached k ON k.key = p.promotion_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'chart' || '-' || CAST(h.chart_id AS VARCHAR) AS id, 'entity' AS type, 'chart' AS what, h.title AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.charts h JOIN reached k ON k.key = h.chart_id
    UNION ALL
    SELECT k.key, any_value(n.iri) AS id,
    coalesce(any_value(n.kind), 'entity') AS type, 'imported' AS what,
    any_value(n.name) AS name, CAST(NULL AS UUID) AS run_id
  FROM reached k JOIN (
    SELECT unnest(argument_keys) AS key, unnest(arguments) AS iri, NULL AS kind, NULL AS name
    FROM tfjs_prov.imported_statements
    UNION ALL
    SELECT key, id, kind, id_name FROM tfjs_prov.imported_statements WHERE key IS NOT NULL
  ) n ON n.key = k.key GROUP BY k.key
  ) QUALIFY row_number() OVER (PARTITION BY key ORDER BY what = 'imported') = 1
),
found AS (
  SELECT k.depth, t.*, n.relation, b.id AS from_id
  FROM reached k
  JOIN things t ON t.key = k.key
  LEFT JOIN nearer n ON n.key = k.key
  LEFT JOIN things b ON b.key = n.key_before
),
every AS (
  SELECT depth, what, name, relation, type, id, from_id, CAST(NULL AS VARCHAR) AS value, run_id
  FROM found
  UNION ALL
  SELECT k.depth + 1, 'param', p.name, 'used', 'entity', 'https://w3id.org/tfjs-prov/id/' || 'param' || '-' || CAST(coalesce(p.phase_id, p.run_id) AS VARCHAR) || '-' || CAST(p.source AS VARCHAR) || '-' || CAST(CASE WHEN regexp_full_match(p.name, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*') THEN p.name ELSE left(regexp_replace(p.name, '[^A-Za-z0-9_]+', '_', 'g'), 40) || '-' || left(md5(p.name), 8) END AS VARCHAR), t.id, CAST(p.value AS VARCHAR), p.run_id
  FROM tfjs_prov.params p JOIN reached k ON k.key = coalesce(p.phase_id, p.run_id) JOIN things t ON t.key = k.key
)
SELECT e.depth, e.what, e.name, e.value, e.relation, r.name AS run, e.type, e.id,
  e.from_id, e.run_id
FROM every e LEFT JOIN tfjs_prov.runs r ON r.run_id = e.run_id
ORDER BY e.depth, e.what, e.id;

COMMENT ON MACRO TABLE main.lineage IS 'What a thing came of, by a run''s name or id, a hash or an IRI';

CREATE OR REPLACE MACRO main.lineage_down(thing) AS TABLE
WITH RECURSIVE named AS (
  SELECT key FROM (
    SELECT run_id AS key FROM tfjs_prov.runs WHERE name = CAST(thing AS VARCHAR)
    ORDER BY started_at DESC, run_id DESC LIMIT 1
  )
  UNION
  SELECT TRY_CAST(CAST(thing AS VARCHAR) AS UUID)
  UNION
  SELECT CAST(coalesce(nullif(regexp_extract(CAST(thing AS VARCHAR), '^https://w3id.org/tfjs-prov/id/.*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 1), ''), left(nullif(regexp_extract(CAST(thing AS VARCHAR), '^https://w3id.org/tfjs-prov/id/.*?([0-9a-f]{64})', 1), ''), 32), md5(CAST(thing AS VARCHAR))) AS UUID) WHERE CAST(thing AS VARCHAR) LIKE '%:%'
  UNION
  SELECT TRY_CAST(left(CAST(thing AS VARCHAR), 32) AS UUID)
  WHERE regexp_full_match(CAST(thing AS VARCHAR), '[0-9a-f]{64}')
  UNION
  SELECT state_id FROM tfjs_prov.model_states WHERE weights_hash = CAST(thing AS VARCHAR)
  UNION
  SELECT artifact_id FROM tfjs_prov.artifacts WHERE sha256 = CAST(thing AS VARCHAR)
),
start AS (
  SELECT key FROM named WHERE key IS NOT NULL
  UNION
  SELECT phase_id FROM tfjs_prov.phases WHERE run_id IN (FROM named)
  UNION
  SELECT coalesce(phase_id, run_id) FROM tfjs_prov.events WHERE event_id IN (FROM named)
),
steps AS MATERIALIZED (
SELECT 'wasStartedBy' AS relation, run_id AS later, parent_run_id AS earlier
FROM tfjs_prov.runs WHERE parent_run_id IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, run_id AS later, cell_run_id AS earlier
FROM tfjs_prov.runs WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, phase_id AS later, coalesce(parent_phase_id, run_id) AS earlier
FROM tfjs_prov.phases
UNION ALL
SELECT 'used' AS relation, phase_id AS later, TRY_CAST(left(model_id, 32) AS UUID) AS earlier
FROM tfjs_prov.phases WHERE model_id IS NOT NULL
UNION ALL
SELECT 'wasAssociatedWith' AS relation, cell_run_id AS later, TRY_CAST(left(cell_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.cell_runs
UNION ALL
SELECT 'wasInformedBy' AS relation, cell_run_id AS later, used_cell_run_id AS earlier
FROM tfjs_prov.cell_uses
UNION ALL
SELECT 'used' AS relation, phase_id AS later, TRY_CAST(left(environment_id, 32) AS UUID) AS earlier
FROM tfjs_prov.phases WHERE environment_id IS NOT NULL
UNION ALL
SELECT 'wasGeneratedBy' AS relation, s.state_id AS later, s.phase_id AS earlier
FROM tfjs_prov.model_states s WHERE s.phase_id IS NOT NULL
UNION ALL
SELECT 'used' AS relation, u.phase_id AS later, u.state_id AS earlier
FROM tfjs_prov.state_uses u
UNION ALL
SELECT 'wasDerivedFrom' AS relation, l.state_id AS later, l.source_state_id AS earlier
FROM tfjs_prov.state_links l
UNION ALL
SELECT 'wasDerivedFrom' AS relation, s.state_id AS later, s.artifact_id AS earlier
FROM tfjs_prov.model_states s WHERE s.artifact_id IS NOT NULL
UNION ALL
SELECT 'wasDerivedFrom' AS relation, a.artifact_id AS later, a.state_id AS earlier
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND a.state_id IS NOT NULL
UNION ALL
SELECT 'wasGeneratedBy' AS relation, a.artifact_id AS later, coalesce(a.phase_id, a.run_id, a.cell_run_id) AS earlier
FROM tfjs_prov.artifacts a WHERE a.verb <> 'loaded' AND coalesce(a.phase_id, a.run_id, a.cell_run_id) IS NOT NULL
UNION ALL
SELECT 'specializationOf' AS relation, s.state_id AS later, TRY_CAST(left(s.model_id, 32) AS UUID) AS earlier
FROM tfjs_prov.model_states s WHERE s.model_id IS NOT NULL AND s.phase_id IS NULL
UNION ALL
SELECT 'alternateOf' AS relation, s.state_id AS later, f.first_id AS earlier
FROM tfjs_prov.model_states s JOIN (
  SELECT weights_hash, min(state_id) AS first_id
  FROM tfjs_prov.model_states GROUP BY weights_hash HAVING count(*) > 1
) f ON f.weights_hash = s.weights_hash AND f.first_id <> s.state_id
UNION ALL
SELECT 'used' AS relation, u.phase_id AS later, TRY_CAST(left(u.dataset_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.dataset_uses u
UNION ALL
SELECT 'wasGeneratedBy' AS relation, TRY_CAST(left(d.output_hash, 32) AS UUID) AS later, d.step_id AS earlier
FROM tfjs_prov.derivations d WHERE d.output_hash IS NOT NULL
UNION ALL
SELECT 'used' AS relation, d.step_id AS later, TRY_CAST(left(d.input_hash, 32) AS UUID) AS earlier
FROM tfjs_prov.derivations d WHERE d.input_hash IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, d.step_id AS later, d.cell_run_id AS earlier
FROM tfjs_prov.derivations d WHERE d.cell_run_id IS NOT NULL
UNION ALL
SELECT 'used' AS relation, promotion_id AS later, coalesce(state_id, artifact_id, run_id) AS earlier
FROM tfjs_prov.promotions WHERE coalesce(state_id, artifact_id, run_id) IS NOT NULL
UNION ALL
SELECT 'wasStartedBy' AS relation, promotion_id AS later, cell_run_id AS earlier
FROM tfjs_prov.promotions WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT 'wasDerivedFrom' AS relation, chart_id AS later, run_id AS earlier
FROM tfjs_prov.chart_runs
UNION ALL
SELECT 'wasStartedBy' AS relation, chart_id AS later, cell_run_id AS earlier
FROM tfjs_prov.charts WHERE cell_run_id IS NOT NULL
UNION ALL
SELECT i.kind AS relation, i.argument_keys[1] AS later, i.argument_keys[2] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind NOT IN ('entity', 'activity', 'agent') AND i.argument_keys[2] IS NOT NULL
UNION ALL
SELECT i.kind AS relation, i.argument_keys[1] AS later, i.argument_keys[3] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind IN ('wasStartedBy', 'wasEndedBy', 'wasAssociatedWith', 'wasDerivedFrom') AND i.argument_keys[3] IS NOT NULL
UNION ALL
SELECT 'alternateOf' AS relation, i.argument_keys[2] AS later, i.argument_keys[1] AS earlier
FROM tfjs_prov.imported_statements i WHERE i.kind = 'alternateOf'
),
walk AS (
  SELECT key FROM start
  UNION
  SELECT s.later FROM walk w JOIN steps s ON s.earlier = w.key
),
met AS MATERIALIZED (
  SELECT unnest(keys) AS key, unnest(places) AS place FROM (
    SELECT list(key) AS keys, list(place) AS places
    FROM (SELECT key, row_number() OVER () AS place FROM walk)
  )
),
ways AS MATERIALIZED (
  SELECT s.relation, s.later AS key, s.earlier AS key_before, m.place
  FROM steps s JOIN met m ON m.key = s.earlier
),
back AS MATERIALIZED (
  SELECT key, arg_min(key_before, place) AS key_before FROM ways
  WHERE key NOT IN (FROM start) GROUP BY key
),
depths AS (
  SELECT key, 0 AS depth FROM start
  UNION ALL
  SELECT b.key, d.depth + 1 FROM depths d JOIN back b ON b.key_before = d.key
),
reached AS MATERIALIZED (
  SELECT unnest(keys) AS key, unnest(depths) AS depth
  FROM (SELECT list(key) AS keys, list(depth) AS depths FROM depths)
),
nearer AS (
  SELECT key, nearest.relation AS relation, nearest.key AS key_before FROM (
    SELECT w.key,
      min({'depth': d.depth, 'relation': w.relation, 'key': w.key_before}) AS nearest
    FROM ways w JOIN back k ON k.key = w.key JOIN reached d ON d.key = w.key_before
    GROUP BY w.key
  )
),
things AS MATERIALIZED (
  FROM (
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'run' || '-' || CAST(r.run_id AS VARCHAR) AS id, 'activity' AS type, 'run' AS what, r.name AS name,
    r.run_id AS run_id
  FROM tfjs_prov.runs r JOIN reached k ON k.key = r.run_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'phase' || '-' || CAST(p.phase_id AS VARCHAR) AS id, 'activity' AS type, 'phase' AS what, p.name AS name,
    p.run_id AS run_id
  FROM tfjs_prov.phases p JOIN reached k ON k.key = p.phase_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'model' || '-' || CAST(m.model_id AS VARCHAR) AS id, 'entity' AS type, 'model' AS what, m.name AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.models m JOIN reached k ON k.key = TRY_CAST(left(m.model_id, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'cell' || '-' || CAST(c.cell_hash AS VARCHAR) AS id, 'entity' AS type, 'cell' AS what, left(c.source, 60) AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.cells c JOIN reached k ON k.key = TRY_CAST(left(c.cell_hash, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'cell-run' || '-' || CAST(c.cell_run_id AS VARCHAR) AS id, 'activity' AS type, 'cell run' AS what, 'cell [' || c.execution_count || ']' AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.cell_runs c JOIN reached k ON k.key = c.cell_run_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'environment' || '-' || CAST(e.environment_id AS VARCHAR) AS id, 'entity' AS type, 'environment' AS what, e.backend AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.environments e JOIN reached k ON k.key = TRY_CAST(left(e.environment_id, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'state' || '-' || CAST(s.state_id AS VARCHAR) AS id, 'entity' AS type, 'state' AS what, s.origin AS name,
    s.run_id AS run_id
  FROM tfjs_prov.model_states s JOIN reached k ON k.key = s.state_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'artifact' || '-' || CAST(a.artifact_id AS VARCHAR) AS id, 'entity' AS type, 'artifact' AS what, a.name AS name,
    a.run_id AS run_id
  FROM tfjs_prov.artifacts a JOIN reached k ON k.key = a.artifact_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'dataset' || '-' || CAST(c.dataset_hash AS VARCHAR) AS id, 'entity' AS type, 'dataset' AS what, array_to_string((
  SELECT list(DISTINCT n.name ORDER BY n.name) FROM tfjs_prov.dataset_names n
  WHERE n.dataset_hash = c.dataset_hash AND n.name IS NOT NULL
), ', ') AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.datasets c JOIN reached k ON k.key = TRY_CAST(left(c.dataset_hash, 32) AS UUID)
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'step' || '-' || CAST(d.step_id AS VARCHAR) AS id, 'activity' AS type, 'step' AS what, d.step AS name,
    CAST(NULL AS UUID) AS run_id
  FROM (
  SELECT step_id, any_value(step) AS step, any_value(source_hash) AS source_hash,
    any_value(input_name) AS input_name, any_value(cell_run_id) AS cell_run_id,
    min(started_at) AS started_at, max(ended_at) AS ended_at
  FROM tfjs_prov.derivations GROUP BY step_id
) d JOIN reached k ON k.key = d.step_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'promotion' || '-' || CAST(p.promotion_id AS VARCHAR) AS id, 'activity' AS type, 'promotion' AS what, p.stage AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.promotions p JOIN reached k ON k.key = p.promotion_id
    UNION ALL
    SELECT k.key, 'https://w3id.org/tfjs-prov/id/' || 'chart' || '-' || CAST(h.chart_id AS VARCHAR) AS id, 'entity' AS type, 'chart' AS what, h.title AS name,
    CAST(NULL AS UUID) AS run_id
  FROM tfjs_prov.charts h JOIN reached k ON k.key = h.chart_id
    UNION ALL
    SELECT k.key, any_value(n.iri) AS id,
    coalesce(any_value(n.kind), 'entity') AS type, 'imported' AS what,
    any_value(n.name) AS name, CAST(NULL AS UUID) AS run_id
  FROM reached k JOIN (
    SELECT unnest(argument_keys) AS key, unnest(arguments) AS iri, NULL AS kind, NULL AS name
    FROM tfjs_prov.imported_statements
    UNION ALL
    SELECT key, id, kind, id_name FROM tfjs_prov.imported_statements WHERE key IS NOT NULL
  ) n ON n.key = k.key GROUP BY k.key
  ) QUALIFY row_number() OVER (PARTITION BY key ORDER BY what = 'imported') = 1
),
found AS (
  SELECT k.depth, t.*, n.relation, b.id AS from_id
  FROM reached k
  JOIN things t ON t.key = k.key
  LEFT JOIN nearer n ON n.key = k.key
  LEFT JOIN things b ON b.key = n.key_before
),
every AS (
  SELECT depth, what, name, relation, type, id, from_id, CAST(NULL AS VARCHAR) AS value, run_id
  FROM found
  UNION ALL
  SELECT k.depth + 1, 'metric', s.metric, 'wasGeneratedBy', 'entity', 'https://w3id.org/tfjs-prov/id/' || 'metric' || '-' || CAST(s.phase_id AS VARCHAR) || '-' || CAST(s.series AS VARCHAR), t.id, CAST(u.last AS VARCHAR), s.run_id
  FROM tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series JOIN reached k ON k.key = s.phase_id JOIN things t ON t.key = k.key
)
SELECT e.depth, e.what, e.name, e.value, e.relation, r.name AS run, e.type, e.id,
  e.from_id, e.run_id
FROM every e LEFT JOIN tfjs_prov.runs r ON r.run_id = e.run_id
ORDER BY e.depth, e.what, e.id;

COMMENT ON MACRO TABLE main.lineage_down IS 'What came of a thing, by a run''s name or id, a hash or an IRI';
