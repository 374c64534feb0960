import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Segment } from '@/api/translations';
import { insertMissing, missingCodes, wordsIn } from './coded';

interface MissingCodesProps {
  segment: Segment;
  text: string;
  readOnly: boolean;
  onEdit: (text: string) => void;
}

/** What the source marks and the translation does not, in plain words, and the way to put it in. */
export function MissingCodes({ segment, text, readOnly, onEdit }: MissingCodesProps) {
  const { t } = useTranslation();
  if (text.trim() === '') return null;
  const missing = missingCodes(text, segment.source);
  if (missing.length === 0) return null;
  const names = missing.map((code) =>
    code.kind === 'break' ? t('translate.code.break') : t('translate.code.named', { kind: t(`translate.code.${code.kind}`), words: wordsIn(segment.source.text, code.id) || code.href }),
  );
  return (
    <div>
      <Text size="sm">{t('translate.code.missing', { names: names.join('; ') })}</Text>
      {!readOnly && (
        <Button size="compact-sm" variant="default" mt={4} onClick={() => onEdit(insertMissing(text, segment.source))}>
          {t('translate.code.insert')}
        </Button>
      )}
    </div>
  );
}
