export { PanelPage, type PanelAction, type PanelHandlers } from './page';
export { PageFiles } from './pageFiles';
export { FactorizePanel } from './panel';
