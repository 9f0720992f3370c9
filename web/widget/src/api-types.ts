/** The parts of docs/openapi.json that the widget reads. */

export type Channel = 'chat' | 'email' | 'meeting' | 'callback';

export interface VisitorFile {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
}

export interface Message {
  sequence: number;
  id: string;
  role: 'customer' | 'assistant' | 'agent' | 'system';
  content: string;
  /** Where `content` is only the beginning: all of the text. */
  whole: VisitorFile | null;
  name: string | null;
  key: string | null;
  files: VisitorFile[];
  at: string;
}

export interface Handoff {
  state: string;
  position: number | null;
  estimated_wait_seconds: number | null;
  channels: Channel[];
  channel: Channel;
  meeting: { state: string; starts_at: number | null } | null;
  contact: { email: boolean; phone: boolean };
}

export interface VisitorState {
  version: number;
  status: 'pending' | 'open' | 'snoozed' | 'resolved';
  owner: 'ai' | 'queue' | 'agent';
  agent_name: string | null;
  asks: boolean;
  handoff: Handoff | null;
}

/** Somebody writes just now; it holds for a few seconds. */
export interface Typing {
  name: string | null;
}

export interface VisitorPage {
  messages: Message[];
  state: VisitorState;
}

export interface Appearance {
  title?: string;
  greeting?: string;
  colour?: string;
  on_colour?: string;
  side?: 'left' | 'right';
  privacy_url?: string;
}

export interface Slot {
  starts_at: number;
  starts: string;
}

export interface MeetingOptions {
  slots: Slot[];
  link: { url: string } | null;
}
