/**
 * An SMTP server as a process of its own. It prints `ready PORT`, then each mail it took as one line of JSON. The local
 * part of a recipient says how it behaves: `reject` is refused with 550, `full` with 552 and `later` with 451 once per
 * Message-ID, `drop` loses the connection once after the mail was taken, before the answer.
 */
import { SMTPServer } from 'smtp-server';

/** @type {Map<string, number>} */
const seen = new Map();
process.stdin.on('end', () => process.exit(0)).resume();

/** @type {(value: object) => void} */
const say = (value) => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
/** @type {(key: string) => boolean} */
const once = (key) => {
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return count === 1;
};
/** @type {(code: number) => Error} */
const refusal = (code) => Object.assign(new Error('no'), { responseCode: code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo: ({ address }, _session, callback) => {
    callback(address.startsWith('reject') ? refusal(550) : null);
  },
  onData: (stream, session, callback) => {
    /** @type {Buffer[]} */
    const parts = [];
    stream.on('data', (part) => {
      parts.push(part);
    });
    stream.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const id = /^message-id:\s+(<.+>)$/im.exec(raw)?.[1] ?? '';
      const [first = ''] = to;
      const code = first.startsWith('later') ? 451 : first.startsWith('full') ? 552 : null;
      if (code !== null && once(id)) {
        say({ to, id, raw, taken: false });
        callback(refusal(code));
        return;
      }
      say({ to, id, raw, taken: true });
      if (first.startsWith('drop') && once(id)) server.connections.forEach((each) => each.close());
      else callback();
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : address;
  process.stdout.write(`ready ${port}\n`);
});
