/** What projections are made of. */
export interface EventPlace {
  tenant: string;
  conversation: string;
  /** Epoch ms of the commit. */
  at: number;
}

export interface Statement {
  sql: string;
  values: unknown[];
}
