import type { ProviderRow } from '../provider.ts';

/** Shops, marketplaces, shipping. */
// biome-ignore format: one provider is one line
export const COMMERCE: readonly ProviderRow[] = [
  ['shopify', 'Shopify', '*.myshopify.com partners.shopify.com', 'statuspage https://www.shopifystatus.com'],
  ['bigcommerce', 'BigCommerce', 'api.bigcommerce.com *.mybigcommerce.com', 'statuspage https://status.bigcommerce.com'],
  ['squarespace', 'Squarespace', 'api.squarespace.com', 'statuspage https://status.squarespace.com'],
  ['wix', 'Wix', 'www.wixapis.com', 'unconfirmed https://status.wix.com'],
  ['etsy', 'Etsy', 'api.etsy.com openapi.etsy.com', 'unconfirmed https://www.etsystatus.com'],
  ['ebay', 'eBay', 'api.ebay.com api.sandbox.ebay.com', ''],
  ['walmart', 'Walmart Marketplace', 'marketplace.walmartapis.com', ''],
  ['commercetools', 'commercetools', 'api.*.commercetools.com auth.*.commercetools.com', 'unconfirmed https://status.commercetools.com'],
  ['recharge', 'Recharge', 'api.rechargeapps.com', 'unconfirmed https://status.rechargepayments.com'],
  ['shippo', 'Shippo', 'api.goshippo.com', 'unconfirmed https://status.goshippo.com'],
  ['easypost', 'EasyPost', 'api.easypost.com', 'statuspage https://www.easypoststatus.com'],
  ['shipstation', 'ShipStation', 'ssapi.shipstation.com api.shipstation.com', 'unconfirmed https://status.shipstation.com'],
  ['lob', 'Lob', 'api.lob.com', 'statuspage https://lob.statuspage.io'],
  ['smarty', 'Smarty', 'us-street.api.smarty.com *.api.smarty.com *.api.smartystreets.com', 'statuspage https://status.smarty.com'],
  ['printful', 'Printful', 'api.printful.com', 'unconfirmed https://status.printful.com'],
  ['uber', 'Uber', 'api.uber.com', ''],
  ['doordash', 'DoorDash Drive', 'openapi.doordash.com', 'unconfirmed https://status.doordash.com'],
];
