/** A shop's page with our widget on it, of an origin of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  url: string;
  close: () => void;
}

/** Serves it under a policy as strict as a shop's may be. */
export async function serveHostPage(baton: string, site: string): Promise<HostPage> {
  const policy = `default-src 'none'; script-src ${baton}; connect-src ${baton}; style-src 'self'`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.setHeader('content-security-policy', policy);
    response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title></head>
       <body><main><h1>Shop</h1><p>Lamps and chairs.</p></main><script src="${baton}/widget.js" data-site="${site}" async></script></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
