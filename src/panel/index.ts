export { FactorizePanel, registerPanelSerializer, type PanelAction, type PanelHandlers } from './panel';
