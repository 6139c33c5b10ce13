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

/**
 * Whether it is over; one that is gone, since the data was deleted or another has begun, is too.
 * @param {string} id
 */
async function isOver(id) {
  const answer = await fetch(`/api/sessions/${id}`).catch(() => null);
  if (answer && answer.status >= 400 && answer.status < 500) return true;
  const known = await answer?.json().catch(() => null);
  return Boolean(known?.state?.outcome);
}
