const tolerance = 5 * 60_000;
const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/**
 * Tells whether a webhook (Standard Webhooks 1.0) was signed with one of the secrets (`whsec_…`) just now, and
 * returns the id of its message: the same for every attempt to deliver it. Undefined: do not believe it.
 * `body` is the body as it came, before any decoding.
 */
export async function verifyWebhook(
  headers: Headers | Record<string, string | string[] | undefined>,
  body: string | Uint8Array<ArrayBuffer>,
  secrets: string | readonly string[],
  now = Date.now(),
): Promise<string | undefined> {
  const header = (name: string) => String((headers instanceof Headers ? headers.get(name) : headers[name]) ?? '');
  const id = header('webhook-id');
  const sent = header('webhook-timestamp');
  if (!id || !/^\d+$/.test(sent) || Math.abs(now - Number(sent) * 1000) > tolerance) return undefined;
  const text = new TextEncoder();
  const before = text.encode(`${id}.${sent}.`);
  const raw = typeof body === 'string' ? text.encode(body) : body;
  const signed = new Uint8Array(before.length + raw.length);
  signed.set(before);
  signed.set(raw, before.length);
  for (const secret of [secrets].flat()) {
    const key = await crypto.subtle.importKey('raw', bytes(secret.replace(/^whsec_/, '')), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const one of header('webhook-signature').split(' ')) {
      if (!/^v1,[A-Za-z0-9+/]{43}=$/.test(one)) continue;
      if (await crypto.subtle.verify('HMAC', key, bytes(one.slice(3)), signed)) return id;
    }
  }
  return undefined;
}
