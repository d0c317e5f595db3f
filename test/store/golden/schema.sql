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
  r.person, g.commit_hash, g.branch, g.dirty, g.patch_hash, p.environment_id
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
  e.old_value, e.new_value, e.cause, e.message, e.cell_run_id, e.event_id
FROM tfjs_prov.events e
LEFT JOIN tfjs_prov.runs r USING (run_id)
ORDER BY e.recorded_at, e.event_id;

COMMENT ON VIEW main.events IS 'A row an event: something that happened at an instant';

COMMENT ON COLUMN main.events.run_id IS 'The run''s UUID';

COMMENT ON COLUMN main.events.run IS 'The run''s name';

COMMENT ON COLUMN main.events.phase_id IS 'The phase''s UUID';

COMMENT ON COLUMN main.events.recorded_at IS 'When, UTC';

COMMENT ON COLUMN main.events.kind IS 'changed, stopped early, interrupted, not a number, failed or lost';

COMMENT ON COLUMN main.events.name IS 'What it happened to: learningRate, a metric, an error';

COMMENT ON COLUMN main.events.epoch IS 'Epoch of its phase, from 0';

COMMENT ON COLUMN main.events.step IS 'Updates of the weights so far';

COMMENT ON COLUMN main.events.old_value IS 'Value before';

COMMENT ON COLUMN main.events.new_value IS 'Value after';

COMMENT ON COLUMN main.events.cause IS 'What made it happen';

COMMENT ON COLUMN main.events.message IS 'More, in words';

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
  coalesce(r.runs, 0) AS runs, c.position, c.cell_id, c.cell_hash, c.notebook, c.session_id
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
      ) - 1 AS after
    FROM tfjs_prov.cell_runs
  ) numbered
) c
LEFT JOIN tfjs_prov.cells v ON v.cell_hash = c.cell_hash
LEFT JOIN (
  SELECT cell_run_id, count(*) AS runs FROM tfjs_prov.runs GROUP BY cell_run_id
) r ON r.cell_run_id = c.cell_run_id
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
    first_value(CASE WHEN (s.phase_id IS NOT NULL OR s.origin = 'saved') THEN s.run_id END)
      OVER (PARTITION BY s.weights_hash ORDER BY NOT (s.phase_id IS NOT NULL OR s.origin = 'saved'), s.recorded_at) AS made_in_run_id,
    first_value(s.epoch) OVER (PARTITION BY s.weights_hash ORDER BY NOT (s.phase_id IS NOT NULL OR s.origin = 'saved'), s.recorded_at) AS made_in_epoch
  FROM tfjs_prov.model_states s WHERE s.weights_hash IS NOT NULL
  UNION ALL
  SELECT s.*, s.state_id, s.state_id, s.epoch,
    CASE WHEN (s.phase_id IS NOT NULL OR s.origin = 'saved') THEN s.run_id END, s.epoch
  FROM tfjs_prov.model_states s WHERE s.weights_hash IS NULL
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
SELECT run_id, 'weights' AS aspect, name, value, 5 AS place FROM (
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
SELECT run_id, 'environment' AS aspect, name, value, 6 AS place FROM (
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
SELECT run_id, 'commit' AS aspect, name, value, 7 AS place FROM (
  SELECT run_id, unnest(['commit', 'branch', 'dirty', 'patch']) AS name,
    unnest([left(commit_hash, 12), branch, CAST(dirty AS VARCHAR), left(patch_hash, 12)])
      AS value
  FROM tfjs_prov.run_commits)
UNION ALL
SELECT run_id, 'results' AS aspect, name, value, 8 AS place FROM (
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

COMMENT ON COLUMN main.traits.aspect IS 'data, params, steering, code, model, weights, environment, commit or results';

COMMENT ON COLUMN main.traits.name IS 'What it is: train x, learningRate, the names that a cell made, a package';

COMMENT ON COLUMN main.traits.value IS 'Its value as text; arrows part those of several phases';

COMMENT ON COLUMN main.traits.place IS 'Place of the aspect: those that tell most have the lowest';
