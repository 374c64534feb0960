import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { client } from '@/api/client';
import type { Webhook } from '@/api/webhooks';
import i18next from '@/i18n';
import { ReplayRange } from './ReplayRange';

const webhook = { id: '1' } as Webhook;
const post = vi.spyOn(client, 'POST');

/** What the server answers, one after the other; a number is the status of a refusal. */
function answer(...answers: ({ deliveries: number; next: string | null } | number)[]) {
  for (const one of answers) {
    post.mockResolvedValueOnce((typeof one === 'number'
      ? { error: { status: one, code: 'busy' }, response: new Response(null, { status: one }) }
      : { data: one, response: new Response(null, { status: 202 }) }) as never);
  }
}
const bodies = () => (post.mock.calls as unknown as [path: string, init: { body: Record<string, unknown> }][]).map(([, { body }]) => body);

function show() {
  render(<MantineProvider><ReplayRange webhook={webhook} onClose={() => undefined} /></MantineProvider>);
  return userEvent.setup();
}

describe('a range that is sent again', () => {
  beforeEach(async () => {
    await i18next.changeLanguage('de');
  });
  afterEach(() => post.mockReset());
  afterAll(() => post.mockRestore());

  it('goes on part by part to the end, and counts them all', async () => {
    answer({ deliveries: 1000, next: 'msg_a' }, { deliveries: 1000, next: 'msg_b' }, { deliveries: 3, next: null });
    const user = show();
    await user.click(await screen.findByRole('button', { name: 'Noch einmal senden' }));
    await screen.findByText('2.003 Nachrichten sind wieder unterwegs.');
    await screen.findByText('Fertig');
    expect(bodies().map((one) => one.after)).toEqual([undefined, 'msg_a', 'msg_b']);
    expect(bodies().every((one) => one.failedOnly === true && typeof one.since === 'string' && one.until === undefined)).toBe(true);
    expect(screen.queryByRole('button', { name: /senden/ })).toBeNull();
  });

  it('that breaks off says so and how far it came, and goes on from there', async () => {
    answer({ deliveries: 1000, next: 'msg_a' }, 503, { deliveries: 7, next: null });
    const user = show();
    await user.click(await screen.findByRole('button', { name: 'Noch einmal senden' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Gerade ist sehr viel los');
    await screen.findByText('1.000 Nachrichten sind wieder unterwegs.');
    await user.click(screen.getByRole('button', { name: 'Weiter senden' }));
    await screen.findByText('1.007 Nachrichten sind wieder unterwegs.');
    expect(bodies().map((one) => one.after)).toEqual([undefined, 'msg_a', 'msg_a']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says plainly that there was nothing', async () => {
    answer({ deliveries: 0, next: null });
    const user = show();
    await user.click(await screen.findByRole('button', { name: 'Noch einmal senden' }));
    await screen.findByText('Keine Nachricht musste noch einmal gesendet werden.');
  });

  it('asks for nothing while its times are wrong', async () => {
    const user = show();
    await user.type(await screen.findByLabelText('Vor'), '2020-01-01T00:00');
    await user.click(screen.getByRole('button', { name: 'Noch einmal senden' }));
    await screen.findByText('Das Ende liegt vor dem Anfang.');
    expect(post).not.toHaveBeenCalled();
  });
});
