import type { ProviderRow } from '../provider.ts';

/** Customer relations and support. */
// biome-ignore format: one provider is one line
export const CUSTOMERS: readonly ProviderRow[] = [
  ['salesforce', 'Salesforce', '*.salesforce.com *.my.salesforce.com *.force.com', 'json https://status.salesforce.com https://api.status.salesforce.com/v1/incidents/active'],
  ['hubspot', 'HubSpot', 'api.hubapi.com api.hubspot.com', 'statuspage https://status.hubspot.com'],
  ['pipedrive', 'Pipedrive', 'api.pipedrive.com *.pipedrive.com', 'json https://status.pipedrive.com https://api.sorryapp.com/v1/pages/2754/components'],
  ['zoho', 'Zoho', 'www.zohoapis.com *.zoho.com', 'page https://status.zoho.com'],
  ['close', 'Close', 'api.close.com', 'statuspage https://status.close.com'],
  ['copper', 'Copper', 'api.copper.com', 'unconfirmed https://status.copper.com'],
  ['attio', 'Attio', 'api.attio.com', 'unconfirmed https://status.attio.com'],
  ['outreach', 'Outreach', 'api.outreach.io', 'unconfirmed https://status.outreach.io'],
  ['salesloft', 'Salesloft', 'api.salesloft.com', 'statuspage https://status.salesloft.com'],
  ['gong', 'Gong', 'api.gong.io', 'statuspage https://status.gong.io'],
  ['apollo', 'Apollo.io', 'app.apollo.io api.apollo.io', 'unconfirmed https://status.apollo.io'],
  ['clearbit', 'Clearbit', 'person.clearbit.com *.clearbit.com', 'statuspage https://status.clearbit.com'],
  ['zendesk', 'Zendesk', '*.zendesk.com', 'json https://status.zendesk.com https://status.zendesk.com/api/ssp/incidents.json ?'],
  ['intercom', 'Intercom', 'api.intercom.io *.intercom.io', 'incidentio https://www.intercomstatus.com'],
  ['freshdesk', 'Freshdesk', '*.freshdesk.com', 'unconfirmed https://status.freshdesk.com'],
  ['freshservice', 'Freshservice', '*.freshservice.com', 'unconfirmed https://status.freshservice.com'],
  ['front', 'Front', 'api2.frontapp.com', 'unconfirmed https://www.frontstatus.com'],
  ['gorgias', 'Gorgias', '*.gorgias.com', 'unconfirmed https://status.gorgias.com'],
  ['kustomer', 'Kustomer', 'api.kustomerapp.com', 'statuspage https://status.kustomer.com'],
  ['helpscout', 'Help Scout', 'api.helpscout.net', 'statuspage https://status.helpscout.com'],
  ['crisp', 'Crisp', 'api.crisp.chat', 'unconfirmed https://status.crisp.chat'],
];
