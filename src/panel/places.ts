/** Where the panel stands: in an editor beside the text, or in a view that can be dragged from bar to bar. */
export const panelPlaces = ['beside', 'sideBar'] as const;
export type PanelPlace = (typeof panelPlaces)[number];

/** The kind of the editor beside the text, for menus and for a window that brings it back. */
export const besideId = 'factorize.panel';
/** The view, and the container it stands in until a person drags it elsewhere. */
export const viewId = 'factorize.view';
