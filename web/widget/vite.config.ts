import { defineConfig } from 'vite';

/** One classic script without imports: a host page adds it with one tag. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    lib: {
      entry: 'src/main.tsx',
      formats: ['iife'],
      name: 'BatonWidget',
      fileName: () => 'widget.js',
    },
    reportCompressedSize: true,
  },
});
