import { Stack, Text } from '@mantine/core';
import type { Content, ContentType } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { FieldView } from './FieldView';
import { isEmpty } from './kind';
import { idOf } from './pointer';

/** All of an entry to read. Fields without value are left out. */
export function ContentView({ type, content, locale }: { type: ContentType; content: Content; locale: string }) {
  const { label } = useFormat();
  return (
    <Stack gap="md" className="card" p="lg">
      {type.fields.filter((field) => !isEmpty(content[field.name])).map((field) => (
        <section key={field.name} id={idOf(`/${field.name}`)} tabIndex={-1} aria-label={label(field.label, field.name)}>
          <Text size="sm" fw={650} component="h3" mb={2}>{label(field.label, field.name)}</Text>
          <FieldView field={field} value={content[field.name]} locale={locale} />
        </section>
      ))}
    </Stack>
  );
}
