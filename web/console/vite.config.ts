import { defineConfig } from 'vite';

/** Nothing inline: the pages are served under a policy that allows scripts and styles of our own origin only. */
export default defineConfig({
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
