import { describe, expect, it, vi } from 'vitest';
import { client } from './client';
import { fetchReference } from './references';

const item = (id: string) => ({ id, type: 'place', title: `Ort ${id}`, organisation: 'Eine', public: true });

describe('references', () => {
  it('of one moment are one question for each set of types; what is missing is null', async () => {
    const get = vi.spyOn(client, 'GET').mockImplementation((async (_: string, { params }: { params: { query: { ids: string[] } } }) => ({
      data: { items: params.query.ids.filter((id) => id !== 'gone').map(item), next: null },
      response: new Response(),
    })) as never);
    const [one, two, gone, topic] = await Promise.all([
      fetchReference(['place'], '1'), fetchReference(['place'], '2'), fetchReference(['place'], 'gone'), fetchReference(['category'], '3'),
    ]);
    expect([one?.title, two?.title, gone, topic?.title]).toEqual(['Ort 1', 'Ort 2', null, 'Ort 3']);
    expect(get).toHaveBeenCalledTimes(2);
    get.mockRestore();
  });

  it('more than the server takes are asked in parts', async () => {
    const sizes: number[] = [];
    const get = vi.spyOn(client, 'GET').mockImplementation((async (_: string, { params }: { params: { query: { ids: string[] } } }) => {
      sizes.push(params.query.ids.length);
      return { data: { items: params.query.ids.map(item), next: null }, response: new Response() };
    }) as never);
    const found = await Promise.all(Array.from({ length: 130 }, (_, number) => fetchReference(['place'], String(number))));
    expect(found.every(Boolean)).toBe(true);
    expect(sizes).toEqual([100, 30]);
    get.mockRestore();
  });
});
