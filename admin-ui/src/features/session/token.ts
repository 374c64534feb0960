/** What stands behind # in a link from a mail: #token=…, and what the link is for. */
export function linkOf(hash: string): { token?: string; purpose?: string } {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  return { token: parts.get('token') ?? undefined, purpose: parts.get('purpose') ?? undefined };
}
