/**
 * Where the regions of the standard page templates stand: columns (of 12) at desktop width, in reading order. On narrow
 * screens regions stack. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_flexipage.htm
 */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'flexipage:recordHomeTemplateDesktop': { header: 12, main: 8, sidebar: 4 },
  'flexipage:recordHomeLeftSidebarTemplateDesktop': { header: 12, sidebar: 4, main: 8 },
  'flexipage:recordHomeTwoColEqualHeaderTemplateDesktop': { header: 12, leftcol: 6, rightcol: 6, left: 6, right: 6 },
  'flexipage:recordHomeSingleColTemplateDesktop': { header: 12, main: 12 },
  'flexipage:recordHomeSingleColNoHeaderTemplateDesktop': { main: 12 },
  'flexipage:recordHomeThreeColTemplateDesktop': { header: 12, leftsidebar: 3, main: 6, rightsidebar: 3 },
  'flexipage:recordHomeThreeColNoHeaderTemplateDesktop': { leftsidebar: 3, main: 6, rightsidebar: 3 },
  'flexipage:recordHomeWithSubheaderTemplateDesktop': { header: 12, subheader: 12, main: 8, sidebar: 4 },
  'flexipage:recordHomeSimpleViewTemplate': { main: 12 },
  'flexipage:defaultAppHomeTemplate': { main: 12 },
  'flexipage:appHomeTemplateTwoColumns': { left: 6, right: 6, region1: 6, region2: 6 },
  'flexipage:appHomeTemplateTwoColumnsEqual': { left: 6, right: 6, region1: 6, region2: 6 },
  'flexipage:appHomeTemplateHeaderTwoColumns': { header: 12, left: 6, right: 6, region1: 12, region2: 6, region3: 6 },
  'flexipage:appHomeTemplateThreeColumns': { left: 4, middle: 4, right: 4, region1: 4, region2: 4, region3: 4 },
  'home:desktopTemplate': { top: 12, bottomLeft: 6, bottomRight: 6, sidebar: 4 },
  'home:homeTemplate': { main: 12 },
};

/** Columns (of 12) of a region. @throws Error naming a template the host does not know. */
export function columnsOf(template: string, region: string): number {
  const regions = COLUMNS[template];
  if (!regions) throw new Error(`The page template ${template} is not supported`);
  return regions[region] ?? 12;
}

/** The platform's home page puts its sidebar beside everything else. */
export function hasSideColumn(template: string): boolean {
  return template === 'home:desktopTemplate';
}
