import { afterEach } from 'vitest';
import { cleanup, configure } from '@testing-library/react';

// What is looked for comes late where other tests have the processor: that is no failure.
configure({ asyncUtilTimeout: 15_000 });

// Mantine asks for what happy-dom does not have.
window.matchMedia ??= ((query: string) => ({
  matches: false, media: query, onchange: null,
  addEventListener: () => undefined, removeEventListener: () => undefined,
  addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false,
})) as typeof window.matchMedia;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as unknown as typeof ResizeObserver;
// A text area that grows waits for fonts.
if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });

afterEach(cleanup);
