/** Which network addresses may be connected to: public ones, and what an operator allowed by range and port. */
import ipaddr from 'ipaddr.js';

/** A range, and a port or every port of it. */
export interface AllowedRange {
  address: ipaddr.IPv4 | ipaddr.IPv6;
  bits: number;
  port: number | null;
}

const entryPattern = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+))(?:\/(\d{1,3}))?(?::(\d{1,5}))?$/;

/** A number from `least` to `most`, or `absent` where there is no text. */
function boundedNumber(text: string | undefined, least: number, most: number, absent: number) {
  const number = text === undefined ? absent : Number(text);
  return number >= least && number <= most ? number : undefined;
}

function parseEntry(text: string): AllowedRange | undefined {
  const [, six, four, bitsText, portText] = entryPattern.exec(text) ?? [];
  const host = six ?? four ?? '';
  if (!ipaddr.isValid(host)) return undefined;
  const address = ipaddr.parse(host);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const bits = boundedNumber(bitsText, 0, width, width);
  const port = boundedNumber(portText, 1, 65_535, 1);
  if (bits === undefined || port === undefined) return undefined;
  return { address, bits, port: portText === undefined ? null : port };
}

/** Reads `10.1.0.0/16:443,127.0.0.1:8080,[fd00::]/8`; undefined when any entry is malformed. */
export function parseAllowedRanges(text: string): readonly AllowedRange[] | undefined {
  const entries = text.split(',').map((part) => parseEntry(part.trim()));
  const good = entries.filter((entry) => entry !== undefined);
  return good.length === entries.length ? good : undefined;
}

/** The address behind the forms that carry an IPv4 address inside an IPv6 one. */
function unwrapped(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() === 'ipv4') return address;
  const six = address as ipaddr.IPv6;
  if (six.isIPv4MappedAddress()) return six.toIPv4Address();
  const bytes = six.toByteArray();
  const range = six.range();
  if (range === 'rfc6052') return new ipaddr.IPv4(bytes.slice(12));
  if (range === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  return six;
}

function isAllowed(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  port: number,
  allowed: readonly AllowedRange[],
): boolean {
  return allowed.some(
    (range) =>
      (range.port === null || range.port === port) &&
      range.address.kind() === address.kind() &&
      (address.kind() === 'ipv4'
        ? (address as ipaddr.IPv4).match(range.address, range.bits)
        : (address as ipaddr.IPv6).match(range.address, range.bits)),
  );
}

/**
 * Whether `text` may be connected to at `port`. Only globally routed unicast addresses may, whatever form they are
 * written in (IPv4-mapped, NAT64, 6to4); everything else only where `allowed` says so.
 */
export function mayConnect(
  text: string,
  port: number,
  allowed: readonly AllowedRange[] = [],
): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = unwrapped(ipaddr.parse(text));
  return address.range() === 'unicast' || isAllowed(address, port, allowed);
}
