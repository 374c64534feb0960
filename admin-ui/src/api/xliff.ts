import { client } from './client';
import { unwrap } from './request';
import type { components } from './schema.gen';

type Schemas = components['schemas'];

export type FileExport = Schemas['ExportSeveralBody'];
export type FileImport = Schemas['Imported'];
export type SkippedSegment = Schemas['SkippedSegment'];

/** The texts of entries as an XLIFF file. */
export const exportFile = (body: FileExport) => unwrap<Blob>(client.POST('/api/v1/translation-files/export', { body, parseAs: 'blob' }));

/** Writes the texts of an XLIFF file; what cannot be written is told. */
export const importFile = (file: string) => unwrap<FileImport>(client.POST('/api/v1/translation-files/import', { body: { file } }));
