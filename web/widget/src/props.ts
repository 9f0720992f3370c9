import type { Chat, ChatState } from './chat.ts';
import type { Words } from './words.ts';

/** What every part of the view is given. */
export interface Props {
  chat: Chat;
  state: ChatState;
  words: Words;
}
