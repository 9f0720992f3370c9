/** The SMTP server process of `smtp-entry.js`, and what it took. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface SmtpMail {
  to: string[];
  id: string;
  raw: string;
  /** Whether it was taken, as far as the server is concerned. */
  taken: boolean;
}

export interface SmtpProcess {
  url: string;
  mails: SmtpMail[];
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('smtp-entry.js', import.meta.url));

/** Starts the process; its behaviour is chosen by recipient. */
export async function startSmtp(): Promise<SmtpProcess> {
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const mails: SmtpMail[] = [];
  const port = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (\d+)$/.exec(line);
      if (ready) resolve(ready[1] ?? '');
      else mails.push(JSON.parse(line) as SmtpMail);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}?tls=none`,
    mails,
    stop: async () => {
      child.stdin.end();
      await gone;
    },
  };
}
