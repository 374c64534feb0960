import type { EditorProps } from '../kind';
import type { Item } from './items';
import { ListEditor } from './ListEditor';
import { ListTranslation } from './ListTranslation';

/** A list of groups; in a translation its items are those of the source. */
export function ListField(props: EditorProps<Item[]>) {
  return Array.isArray(props.source) ? <ListTranslation {...props} source={props.source as Item[]} /> : <ListEditor {...props} />;
}
