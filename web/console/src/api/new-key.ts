/** A key for one request, however often it is sent; also where the page is not secure and `randomUUID` is not there. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `c_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
