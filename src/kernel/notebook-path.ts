/**
 * Return the absolute path of the notebook, where the front end tells it: Jupyter's
 * server does in JPY_SESSION_NAME; nbclient and papermill don't, and a console has a
 * session of another name.
 */
export function notebookPath(
  session: string | undefined = process.env.JPY_SESSION_NAME,
): string | undefined {
  return session?.endsWith(".ipynb") ? session : undefined;
}
