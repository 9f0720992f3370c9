/** The widget's own words. What Baton tells the customer comes from the server in their language. */
import { rows } from './word-rows.ts';

const en = {
  open: 'Open chat',
  close: 'Close chat',
  title: 'Chat with us',
  log: 'Conversation',
  write: 'Write a message',
  send: 'Send',
  person: 'Talk to a person',
  yes: 'Yes, please',
  no: 'No, thank you',
  cancel: 'Stop waiting',
  offline: 'No connection. What you write is kept and sent later.',
  waiting: 'Waiting to be sent',
  refused: 'Not sent',
  takeBack: 'Take back',
  failed: 'That did not work. Please try again.',
  assistant: 'Assistant',
  you: 'You',
  place: 'Place in line',
  minutes: 'min',
  chat: 'Chat',
  email: 'E-mail',
  callback: 'Call me',
  meeting: 'Meeting',
  yourEmail: 'Your e-mail address',
  yourPhone: 'Your phone number',
  save: 'Save',
  slots: 'Free times',
  noSlots: 'There is no free time at the moment.',
  link: 'Choose a time in our calendar',
  callOff: 'Cancel the meeting',
  unread: 'new messages',
  privacy: 'Privacy',
  today: 'Write to us. You can ask for a person at any time.',
  rate: 'How were you helped?',
  attach: 'Attach a file',
  uploading: 'Uploading',
  attached: 'Attached',
  remove: 'Remove',
  tooLarge: 'A file may have at most 10 MB.',
  notAttached: 'Not attached',
  download: 'Download',
  typing: 'is typing',
  whole: 'Show all of it',
};

/** Every word of the widget. */
export type Words = typeof en;

/** The words of a language; English where we have none. */
export function wordsFor(language: string): Words {
  const row = rows[language.slice(0, 2).toLowerCase()];
  if (row === undefined) return en;
  const keys = Object.keys(en) as (keyof Words)[];
  return Object.fromEntries(keys.map((key, index) => [key, row[index] ?? en[key]])) as Words;
}
