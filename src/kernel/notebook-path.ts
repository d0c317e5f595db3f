/**
 * Return the absolute path of the notebook that this kernel serves, where the front end
 * tells it: JupyterLab and Notebook do, in JPY_SESSION_NAME; nbclient and papermill don't.
 */
export function notebookPath(env = process.env): string | undefined {
  const path = env.JPY_SESSION_NAME;
  return path?.endsWith(".ipynb") ? path : undefined;
}
