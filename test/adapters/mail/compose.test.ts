import { describe, expect, it } from 'vitest';
import { composeMail, htmlMail, type MailToSend } from '../../../src/adapters/mail/compose.ts';

const mail: MailToSend = {
  identity: { local: 'help', domain: 'acme.example', name: 'Acme' },
  token: 'token',
  key: 'key',
  to: { address: 'eva@example.com' },
  language: 'de',
  text: 'Guten Tag <b>Eva</b>\n\nIhr Paket ist da.',
  rootId: null,
  automatic: false,
  attachments: [],
};

describe('the HTML of a mail', () => {
  it('says its language and title, and holds the text as text', () => {
    const { html } = composeMail(mail);
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<title>Ihr Gespräch mit uns</title>');
    expect(html).toContain('<p>Guten Tag &lt;b&gt;Eva&lt;/b&gt;</p><p>Ihr Paket ist da.</p>');
  });

  it('lets neither language nor title be markup', () => {
    const html = htmlMail('"><script>', '</title><script>', '');
    expect(html).not.toContain('<script>');
  });
});
