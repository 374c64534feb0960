// What a Lotse publishes, in browsers and Node: lists, items, searches, and a local copy. Nothing here needs
// Node; the store in a file is in node.ts.
export { Client, type Asking, type ClientOptions } from './client.js';
export { BrokenError, isTransient, LotseError, TooLargeError, type FieldProblem } from './errors.js';
export { Mirror, type Change, type Feed, type MirrorOptions } from './mirror.js';
export { keyOf, MemoryStore, type Batch, type Head, type State, type Store, type StoredItem } from './store.js';
export type * from './types.gen.js';
export { verifyWebhook } from './webhook.js';
export type * from './wire.js';
