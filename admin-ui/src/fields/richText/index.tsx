import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { defineKind, type EditorProps } from '../kind';
import { docText, type DocNode } from './doc';
import { RichTextView } from './RichTextView';

const LazyEditor = lazy(() => import('./RichTextEditor'));

/** The text editor weighs half as much as the rest of the desk: it is fetched when a form has such a field. */
function RichTextField(props: EditorProps<DocNode>) {
  return (
    <Suspense fallback={<Skeleton height={220} radius="md" />}>
      <LazyEditor {...props} />
    </Suspense>
  );
}

export const richText = defineKind<DocNode>({ Editor: RichTextField, View: RichTextView, toText: docText });
