import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default {
  root: here('.'),
  plugins: [svelte()],
  // The host stays as the browser wrote it: the server compares it with where a request comes from.
  server: { proxy: Object.fromEntries(['/api', '/neighbourhood'].map((path) => [path, { target: process.env.API_URL ?? 'http://127.0.0.1:3000', changeOrigin: false }])) },
  // MapLibre's worker is a module of its own; the classic format cannot import what it shares with the page.
  worker: { format: 'es' },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() stays as written: every browser that has WebGL 2 and module workers in daily use knows it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 1500,
  },
}
