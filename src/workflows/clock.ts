/** The workflow's clock: the time of the present workflow task, the same on every replay. Epoch ms. */
export function workflowTime(): number {
  return Date.now();
}
