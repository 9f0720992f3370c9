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
  /** It changes a reservation or leaves a hint, and no derived table: a rebuild leaves it out. */
  isEffect?: true;
}
