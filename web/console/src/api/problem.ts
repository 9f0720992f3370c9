/** What went wrong with a request, in one shape for every page. */

/** An RFC 9457 problem of the API, or `unreachable` when no answer came. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { pointer: string; message: string }[];
  /** The state of the conversation that refused, where one did. */
  current?: { owner?: string; status?: string; handoff_state?: string };
}

/** A problem as an error, so that queries and mutations carry it. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** The problem in whatever was thrown. A failed `fetch` is `unreachable`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { title: '', status: 0, detail, code: error instanceof TypeError ? 'unreachable' : 'bug' };
}

/** Whether the same request may be sent again: nothing was decided about it. */
export function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}

/** The problem in the body of a refused request. */
export function problemInBody(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body)
    return body as Problem;
  return { title: 'The request failed', status, detail: `HTTP ${status}`, code: 'unknown' };
}
