import { describe, expect, it } from 'vitest';
import { bookingLink, maxLinkLength, readLinkTemplate } from '../../src/domain/meeting-link.ts';

describe('a booking link', () => {
  it.each([
    ['https://cal.com/acme/{queue}?name={name}&email={email}', 'cal.com'],
    ['https://calendly.com/acme/30min', 'calendly'],
    ['https://meet.google.com/abc-defg-hij', 'google'],
    ['https://acme.zoom.us/my/{agent}', 'zoom'],
    ['https://meet.jit.si/acme-{conversation}', 'jitsi'],
    ['https://booking.example.com/?c={conversation}', 'other'],
  ])('%s is of %s', (template, provider) => {
    expect(readLinkTemplate(template)).toEqual({ ok: true, provider });
  });

  it.each([
    ['javascript:alert(1)'],
    ['http://cal.com/acme'],
    ['https://{name}.example.com/'],
    ['https://cal.com@evil.example/{name}'],
    ['//cal.com/acme'],
    ['https://cal.com/{phone}'],
    [`https://cal.com/${'x'.repeat(maxLinkLength)}`],
  ])('%s is refused', (template) => {
    expect(readLinkTemplate(template).ok).toBe(false);
  });

  it('never lets a value of the customer out of its place', () => {
    const url = bookingLink('https://cal.com/a/{queue}?email={email}#x', {
      queue: '../../evil?x=1&y#z',
      email: 'kim@example.com&admin=1',
    });
    expect(url).toBe(
      'https://cal.com/a/..%2F..%2Fevil%3Fx%3D1%26y%23z?email=kim%40example.com%26admin%3D1#x',
    );
  });
});
