/** The mail by which a person is asked into the console. */

/** Subject and text; `expiresAt` is RFC 3339 in UTC. Nothing of the tenant is said to who may be the wrong reader. */
export function invitationMail(to: { link: string; expiresAt: string }): {
  subject: string;
  text: string;
} {
  const until = `${to.expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
  return {
    subject: 'You are invited to Baton / Einladung zu Baton',
    text: [
      'You are invited to the console of Baton. This link lets you in once, on one browser:',
      '',
      to.link,
      '',
      `It is good until ${until}. If you expected no invitation, do nothing.`,
      '',
      `Sie sind zur Konsole von Baton eingeladen. Der Link oben gilt einmal, bis ${until}.`,
      'Wenn Sie keine Einladung erwarten, tun Sie nichts.',
    ].join('\n'),
  };
}
