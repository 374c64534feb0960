import { client } from './client';
import { unwrap } from './request';
import type { Page, Referable } from './types';

/** As many as the server takes in one question. */
const most = 100;

const ask = (query: { type: string[]; q?: string; ids?: string[]; limit?: number }) =>
  unwrap<Page<Referable>>(client.GET('/api/v1/references', { params: { query } })).then((page) => page.items);

/** What a text may refer to: entries of these types, by words of their titles. */
export const searchReferences = (types: string[], q: string) => ask({ type: types, q: q || undefined });

interface Batch {
  ids: Set<string>;
  answer: Promise<Map<string, Referable>>;
}

const batches = new Map<string, Batch>();

function begin(types: string[], key: string): Batch {
  const ids = new Set<string>();
  const answer = new Promise((resolve) => setTimeout(resolve, 10)).then(async () => {
    batches.delete(key);
    const list = await ask({ type: types, ids: [...ids], limit: most });
    return new Map(list.map((one) => [one.id, one]));
  });
  return { ids, answer };
}

/**
 * One entry that a text refers to, or null where it may not be referred to (any more). What a page asks
 * for at the same time goes to the server as one question.
 */
export async function fetchReference(types: string[], id: string): Promise<Referable | null> {
  const key = types.join();
  let batch = batches.get(key);
  if (!batch || batch.ids.size >= most) {
    batch = begin(types, key);
    batches.set(key, batch);
  }
  batch.ids.add(id);
  return (await batch.answer).get(id) ?? null;
}
