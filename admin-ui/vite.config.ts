import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The desk is served below /admin/ by the same server as its API. `npm run dev` asks the server at
// LOTSE_URL instead, so that a change is seen at once.
export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // the first with light-dark()
    // The content security policy forbids inline scripts and data: addresses for scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    manifest: 'manifest.json',
  },
  server: { proxy: { '/api': process.env.LOTSE_URL ?? 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    pool: 'threads',
    testTimeout: 30_000, // a busy machine is no failure
    isolate: false, // tests share no state, and starting a DOM for each file takes longer than they do
  },
});
