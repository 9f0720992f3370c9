/** What the worker registers; the only barrel. */
export { conversation } from './conversation.ts';
export { weeklyReview } from './weekly-review.ts';
