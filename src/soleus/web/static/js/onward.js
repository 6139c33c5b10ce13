/**
 * On to the page after a session, as soon as the server has taken it all down. Without a
 * connection it waits: the page that is open is the one that helps.
 *
 * @param {string} id
 */
export async function goOnward(id) {
  while (!(await isOver(id))) {
    await new Promise((resume) => setTimeout(resume, 500));
  }
  location.replace(`/session/over/${id}`);
}

/** @param {string} id */
async function isOver(id) {
  const known = await fetch(`/api/sessions/${id}`)
    .then((answer) => answer.json())
    .catch(() => null);
  return Boolean(known?.state?.outcome);
}
