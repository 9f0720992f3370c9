/** What a round of the weekly review is started with. */
export interface WeeklyReviewInput {
  tenant: string;
  dueMs: number;
  reportMs: number;
}
