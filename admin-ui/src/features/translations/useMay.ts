import { useSession } from '@/api/queries';

/** What this account may do with translations. What is offered here the server still judges. */
export function useMay() {
  const { data: session } = useSession();
  const any = session?.actions.any ?? [];
  const request = any.includes('translation.request');
  return {
    request,
    manage: any.includes('translation.manage'),
    import: any.includes('save'),
    /** Who only translates keeps the glossary of the own languages. */
    glossaryOf: (locale: string) => any.includes('glossary.manage') && (request || (session?.locales ?? []).includes(locale)),
    account: session?.account.id,
    /** The languages that somebody who only translates sees; all to others. */
    locales: request ? undefined : session?.locales,
  };
}
