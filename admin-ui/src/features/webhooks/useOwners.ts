import { useTranslation } from 'react-i18next';
import { useOrganisations, useSession } from '@/api/queries';
import { useSiteChoices } from '@/api/site-queries';
import type { Webhook } from '@/api/webhooks';

interface Owner {
  value: string;
  label: string;
}

export interface OwnerGroup {
  group: string;
  items: Owner[];
}

/** What webhooks can belong to, to choose from and to name. What is offered here the server still judges. */
export function useOwners() {
  const { t } = useTranslation();
  const session = useSession();
  // Who manages sites does so for the agency, and may there manage every webhook too.
  const ofAgency = session.data?.actions.any.includes('site.manage') ?? false;
  const all = useOrganisations(ofAgency);
  const sites = useSiteChoices(ofAgency);
  const mine = (session.data?.organisations ?? []).filter((one) => one.roles.includes('manager'));
  const organisations = (ofAgency ? all.data : mine) ?? [];

  const groups: OwnerGroup[] = [
    { group: t('webhooks.owner.agencyGroup'), items: ofAgency ? [{ value: 'agency', label: t('webhooks.owner.agency') }] : [] },
    { group: t('webhooks.owner.sites'), items: (sites.data ?? []).map((one) => ({ value: `site:${one.id}`, label: one.name })) },
    { group: t('webhooks.owner.organisations'), items: organisations.map((one) => ({ value: `organisation:${one.id}`, label: one.name })) },
  ].filter(({ items }) => items.length > 0);

  const ownerOf = (webhook: Pick<Webhook, 'organisation' | 'site'>) => {
    if (webhook.organisation) return organisations.find((one) => one.id === webhook.organisation)?.name ?? t('webhooks.owner.someOrganisation');
    if (webhook.site) return sites.data?.find((one) => one.id === webhook.site)?.name ?? t('webhooks.owner.someSite');
    return t('webhooks.owner.agency');
  };
  return { groups, ownerOf, loading: ofAgency && (all.isPending || sites.isPending) };
}

/** The owner that was chosen, as the server takes it. */
export function ownerFields(value: string): { organisation?: string; site?: string } {
  const [kind = '', id] = value.split(':');
  if (kind === 'organisation') return { organisation: id };
  return kind === 'site' ? { site: id } : {};
}
