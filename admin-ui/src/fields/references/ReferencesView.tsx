import type { ViewProps } from '../kind';
import { ReferenceTitle } from '../reference/ReferenceTitle';

export function ReferencesView({ value, field }: ViewProps<string[]>) {
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
      {value.map((id) => <li key={id}><ReferenceTitle id={id} types={field.to} /></li>)}
    </ul>
  );
}
