import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Nothing inline: the pages are served under a policy that allows scripts and styles of our own origin only. */
export default defineConfig({
  plugins: [tailwindcss()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // What counts is the first load, compressed: scripts/build.js limits it.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      onLog: (level, log, handle) => {
        // `"use client"` of libraries means nothing in a page.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
