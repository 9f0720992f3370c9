/** A Dovecot of its own for one test file: a real IMAP server with one mailbox, on a free port. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { freePort } from '../../src/adapters/stack/ports.ts';

const binary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file));

/** Why there is none here; null when there is one. */
export const dovecotMissing: string | null =
  binary === undefined
    ? 'dovecot-imapd is not installed'
    : userInfo().uid === 0
      ? null
      : 'dovecot needs root to start';

function settings(folder: string, port: number): string {
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
first_valid_gid = 1
default_internal_user = dovecot
default_login_user = dovenull
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function untilUp(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('dovecot did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface Dovecot {
  /** Of the mailbox of `support`. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Starts it; call only where {@link dovecotMissing} is null. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-dovecot-'));
  await chmod(folder, 0o755);
  const mail = path.join(folder, 'mail');
  await mkdir(mail);
  execFileSync('chown', ['mail:mail', mail]);
  const port = await freePort();
  const file = path.join(folder, 'dovecot.conf');
  await writeFile(file, settings(folder, port));
  const child = spawn(binary ?? '', ['-F', '-c', file], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilUp(child, port);
  return {
    url: `imap://support:secret@127.0.0.1:${port}/INBOX?tls=none`,
    port,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
