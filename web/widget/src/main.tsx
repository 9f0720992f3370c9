/**
 * The widget, added to a page by one tag:
 * `<script src="https://baton.example.com/widget.js" data-site="ws_..." async></script>`
 */
import { render } from 'preact';
import { Chat, type Settings } from './chat.ts';
import { styles } from './styles.ts';
import { Widget } from './view.tsx';
import { wordsFor } from './words.ts';

/** What a host page may call. */
interface HostApi {
  open: () => void;
  close: () => void;
  /** Another visitor signs in, or with null signs out. */
  identify: (identity: string | null) => void;
}

declare global {
  interface Window {
    Baton?: HostApi;
  }
}

function settingsOf(tag: HTMLScriptElement): Settings | null {
  const { site, identity, language } = tag.dataset;
  if (site === undefined) return null;
  const spoken = document.documentElement.lang || navigator.language;
  return {
    base: new URL(tag.src).origin,
    site,
    identity: identity ?? null,
    language: language ?? spoken,
  };
}

/** Styles go in as a sheet: a host page's content security policy needs no exception for them. */
function shadowOf(host: HTMLElement): HTMLElement {
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  shadow.append(root);
  return root;
}

function start(first: Settings): HostApi {
  const host = document.createElement('div');
  host.lang = first.language;
  document.body.append(host);
  const root = shadowOf(host);
  const words = wordsFor(first.language);
  const show = (settings: Settings): Chat => {
    const chat = new Chat(settings);
    render(<Widget chat={chat} words={words} />, root);
    void chat.run();
    return chat;
  };
  const run = { chat: show(first) };
  return {
    open: () => {
      run.chat.open(true);
    },
    close: () => {
      run.chat.open(false);
    },
    identify: (identity) => {
      run.chat.stop();
      run.chat = show({ ...first, identity });
    },
  };
}

const tag = document.currentScript;
const settings = tag instanceof HTMLScriptElement ? settingsOf(tag) : null;
if (settings === null) console.error('Baton: the script tag needs data-site');
else if (window.Baton === undefined) {
  const begin = () => {
    window.Baton = start(settings);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
