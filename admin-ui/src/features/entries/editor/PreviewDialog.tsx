import { Anchor, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { usePreviews, usePreviewSites } from '@/api/site-queries';
import { createPreview, revokePreview } from '@/api/sites';
import type { Entry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { CopyField } from '@/ui/CopyField';
import { Dialog } from '@/ui/Dialog';
import { flash } from '@/ui/flash';
import { Notice } from '@/ui/Notice';

const hour = 60 * 60;
const lives = [hour, 24 * hour, 7 * 24 * hour];

interface PreviewDialogProps {
  entry: Pick<Entry, 'id' | 'locale'>;
  /** Saves what is not saved yet: the link shows what is stored. */
  before?: () => Promise<unknown>;
  onClose: () => void;
}

/** Makes a link that shows the text as it is, and lists those that still work. */
export function PreviewDialog({ entry, before, onClose }: PreviewDialogProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const queries = useQueryClient();
  const sites = usePreviewSites();
  const [site, setSite] = useState<string>();
  const [life, setLife] = useState(24 * hour);
  const [link, setLink] = useState<{ url: string; expiresAt: string }>();
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string>();
  const chosen = site ?? sites.data?.[0]?.id ?? '';

  const make = async () => {
    setBusy(true);
    setCode(undefined);
    try {
      await before?.();
      setLink(await createPreview(entry.id, entry.locale, { site: chosen || undefined, expiresIn: life }));
      await queries.invalidateQueries({ queryKey: ['entry', entry.id, 'previews'] });
    } catch (error) {
      setCode(codeOf(error));
    }
    setBusy(false);
  };
  return (
    <Dialog title={t('preview.title')} onClose={onClose} size="lg">
      <Stack gap="md">
        <Text>{t('preview.lead')}</Text>
        {code && <Notice tone="danger" role="alert">{t(`problem.${code}`, { defaultValue: t('problem.internal') })}</Notice>}
        {(sites.data ?? []).length > 0 && (
          <NativeSelect
            label={t('preview.where')} value={chosen} onChange={(event) => setSite(event.currentTarget.value)}
            data={[...(sites.data ?? []).map((one) => ({ value: one.id, label: one.name })), { value: '', label: t('preview.data') }]}
          />
        )}
        <NativeSelect
          label={t('preview.howLong')} value={String(life)} onChange={(event) => setLife(Number(event.currentTarget.value))}
          data={lives.map((seconds) => ({ value: String(seconds), label: t(`preview.life.${seconds / hour}`) }))}
        />
        <Group justify="flex-end"><Button loading={busy} onClick={() => void make()}>{t('preview.make')}</Button></Group>
        {link && (
          <Notice tone="good" role="status" title={t('preview.made', { at: dateTime(link.expiresAt) })}>
            <Stack gap="xs">
              <CopyField label={t('preview.link')} value={link.url} />
              <Anchor href={link.url} target="_blank" rel="noreferrer noopener">{t('preview.open')}</Anchor>
            </Stack>
          </Notice>
        )}
        <Existing entry={entry} />
      </Stack>
    </Dialog>
  );
}

/** The links that still work; what they lead to was told when they were made. */
function Existing({ entry }: { entry: Pick<Entry, 'id' | 'locale'> }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const queries = useQueryClient();
  const previews = usePreviews(entry.id);
  const list = (previews.data ?? []).filter((one) => one.locale === entry.locale);
  const revoke = async (id: string) => {
    try {
      await revokePreview(entry.id, id);
      flash(t('preview.revoked'));
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
    }
    await queries.invalidateQueries({ queryKey: ['entry', entry.id, 'previews'] });
  };
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="previews-title">
      <Text component="h3" id="previews-title" fw={650}>{t('preview.existing')}</Text>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {list.map((one) => {
          const words = t('preview.by', { name: one.createdBy?.name ?? '', at: dateTime(one.createdAt), until: dateTime(one.expiresAt) });
          return (
            <Group key={one.id} component="li" justify="space-between" gap="sm" wrap="nowrap">
              <Text size="sm">{words}</Text>
              <Button size="sm" variant="default" style={{ flex: 'none' }} onClick={() => void revoke(one.id)}>
                {t('preview.revoke')}<span className="visually-hidden">: {words}</span>
              </Button>
            </Group>
          );
        })}
      </Stack>
    </section>
  );
}
