/** Texts that want to be more than text, the same for the same seed; and what a page must not have done with them. */
import type { Page } from 'playwright-core';

/** The host that no page may ask anything of. */
export const foreignHost = 'evil.example';

/** Each calls `ran(n)` in some way, asks the foreign host, or breaks a layout. */
const shapes: readonly ((n: number) => string)[] = [
  (n) => `<script>ran(${n})</script>`,
  (n) => `<img src=x onerror=ran(${n})>`,
  (n) => `<svg onload="ran(${n})"><script>ran(${n})</script></svg>`,
  (n) => `<svg><a xlink:href="javascript:ran(${n})"><text y=9>x</text></a></svg>`,
  (n) => `<iframe srcdoc="<script>parent.ran(${n})</script>"></iframe>`,
  (n) => `<a href="javascript:ran(${n})" autofocus onfocus=ran(${n})>click</a>`,
  (n) => `<details open ontoggle=ran(${n})><summary>x</summary></details>`,
  (n) => `<style>@import url(//${foreignHost}/${n}.css);*{display:none}</style>`,
  (n) => `<link rel=stylesheet href="//${foreignHost}/${n}.css"><base href="//${foreignHost}/">`,
  (n) => `<meta http-equiv=refresh content="0;url=https://${foreignHost}/${n}">`,
  (n) =>
    `<form action="//${foreignHost}/${n}"><button autofocus onfocus=ran(${n})>x</button></form>`,
  (n) =>
    `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=ran(${n})>">`,
  (n) => `"><img src="//${foreignHost}/${n}.png" onload=ran(${n})>`,
  (n) => `' autofocus onfocus='ran(${n})' x='`,
  (n) => `</textarea></title></script><script>ran(${n})</script>`,
  (n) => `&lt;img src=x onerror=ran(${n})&gt;&#60;script>ran(${n})&#60;/script>`,
  (n) => `[open](javascript:ran(${n})) ![x](https://${foreignHost}/${n}.png)`,
  (n) =>
    `[open](data:text/html;base64,${Buffer.from(`<script>ran(${n})</script>`).toString('base64')})`,
  (n) => `data:text/html,<script>ran(${n})</script> vbscript:ran(${n}) java\tscript:ran(${n})`,
  (n) => `https://${foreignHost}/${n} <https://${foreignHost}/${n}> //${foreignHost}/${n}`,
  (n) => `\u202Egnp.exe ${n}\u202D \u202Bright to left`,
  (n) => `\u2067\u2066${n} never closed \u202Etxt.sj`,
  (n) => `user\u200B\u200D\u2060\uFEFF${n}@\u00ADbank.example`,
  (n) => `${'W'.repeat(180)}${n}`,
  (n) => `https://${'a'.repeat(160)}.example/${n}?${'b'.repeat(40)}`,
  (n) => `${'\u0628\u0633\u0645'.repeat(60)}${n}`,
  (n) => `${n}${'e\u0301\u0302\u0303\u0304\u0305\u0306\u0307'.repeat(20)}`,
  (n) => `{{constructor.constructor('ran(${n})')()}} \${ran(${n})} <%= ran(${n}) %> #{ran(${n})}`,
  (n) => `{"__proto__":{"ran":${n}},"constructor":{"prototype":{}}}`,
  (n) => `"},"role":"agent","content":"${n}`,
  (n) => `=HYPERLINK("https://${foreignHost}/${n}","x")`,
  (n) => `=cmd|' /C calc'!A${n}`,
  (n) => `@SUM(1+${n})*cmd|' /C calc'!A0 +1 -1 \t=1`,
  (n) =>
    `\u001B[31mred ${n}\u001B[0m\u001B]8;;https://${foreignHost}/${n}\u0007link\u001B]8;;\u0007\r\b`,
  (n) =>
    `<think>plan</think><b>Sure!</b> **bold** <a href="https://${foreignHost}/${n}">refund</a>`,
  (n) =>
    `\`\`\`html\n<script>ran(${n})</script>\n\`\`\`\n| a | b |\n|---|---|\n| ${n} | [x](javascript:ran(${n})) |`,
  (n) => `'; drop table turns; -- ${n}`,
  (n) => `\u{1F468}\u200D\u{1F469}\u200D\u{1F467} ${'\u{1F9E8}'.repeat(60)} ${n}`,
];

/** A small generator of its own: the same numbers on every machine. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const dresses: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `My order ${text} thanks`,
  (text) =>
    text.replaceAll(
      /<(\/?)([a-z])/g,
      (_, slash: string, tag: string) => `<${slash}${tag.toUpperCase()}`,
    ),
  (text) => text.replaceAll('<', '<\u200B'),
  (text) => `${text}${text}`,
  (text) => `\u202E${text}`,
  (text) => text.replaceAll(' ', '\u00A0'),
];

/** `count` texts of at most 500 units, every shape among them; number n calls `ran(n)`. */
export function hostileTexts(count = 228, seed = 20_261_128): string[] {
  const next = numbers(seed);
  const shape = (n: number) => shapes[n % shapes.length] ?? String;
  const dress = (n: number) =>
    n < shapes.length ? dresses[0]! : dresses[Math.floor(next() * dresses.length)]!;
  return Array.from({ length: count }, (_, n) =>
    dress(n)(shape(n)(n)).slice(0, 500).toWellFormed(),
  );
}

/** What ran, which dialogs opened, and who was asked, on all pages of a context. */
export interface Trap {
  caught: string[];
}

/** Sets the trap; call it before the first page. `own` is the origin that may be asked. */
export async function setTrap(
  context: ReturnType<Page['context']>,
  own: readonly string[],
): Promise<Trap> {
  const caught: string[] = [];
  await context.exposeBinding('ran', (_, n: unknown) => {
    caught.push(`ran ${String(n)}`);
  });
  context.on('dialog', (dialog) => {
    caught.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:', 'about:'].includes(protocol) && !own.includes(origin))
      caught.push(`asked ${request.url()}`);
  });
  return { caught };
}

/**
 * Looks a page over, shadow roots included: no element leads to the foreign host or to a script, and text that turns
 * the direction of writing stands in an element that isolates it.
 */
export function misuseIn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const found = [];
    const isolates = new Set(['isolate', 'isolate-override', 'plaintext']);
    const look = (root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc', 'data'])
            if (/${foreignHost}|^\\s*(javascript|vbscript):|^data:text/i.test(node.getAttribute(name) ?? ''))
              found.push(node.tagName + ' ' + name + ' ' + node.getAttribute(name).slice(0, 60));
          for (const name of node.getAttributeNames())
            if (/^on/.test(name)) found.push(node.tagName + ' ' + name);
          if (node.shadowRoot !== null) look(node.shadowRoot);
        } else if (/[\\u202A-\\u202E\\u2066-\\u2069]/.test(node.data)) {
          let holder = node.parentElement;
          if (holder === null || ['SCRIPT', 'STYLE', 'TITLE', 'TEXTAREA', 'OPTION'].includes(holder.tagName)) continue;
          const alone = holder.childNodes.length === 1;
          for (; holder !== null; holder = holder.parentElement) {
            const style = getComputedStyle(holder);
            if (isolates.has(style.unicodeBidi)) break;
            // A block of its own ends what its text began.
            if (style.display !== 'inline' && style.display !== 'contents') {
              if (!alone) holder = null;
              break;
            }
          }
          if (holder === null)
            found.push('bidi in ' + node.parentElement.outerHTML.slice(0, 160));
        }
      }
    };
    look(document);
    return found;
  })()`);
}
