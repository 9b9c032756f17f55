import { css } from 'lit';

/**
 * The system's colours in the roles of the theme's, where the system forces its own, as Windows' contrast themes do.
 * What says something by its colour alone stands in these by `forced-color-adjust: none`; all else is coloured by the
 * browser. What lies above zero and below it differs in hue where the system's links do; the numbers have their signs.
 * Source: CSS Color Adjustment 1, section 3.
 */
export const forcedColors = css`
  @media (forced-colors: active) {
    :host {
      --ground: Canvas;
      --ink: CanvasText;
      --quiet: CanvasText;
      --line: CanvasText;
      --hair: CanvasText;
      --positive: CanvasText;
      --negative: LinkText;
      --vscode-charts-green: CanvasText;
      --vscode-charts-orange: CanvasText;
      --vscode-charts-purple: CanvasText;
      --vscode-contrastActiveBorder: Highlight;
      --vscode-contrastBorder: CanvasText;
      --vscode-errorForeground: CanvasText;
      --vscode-editorWarning-foreground: CanvasText;
      --vscode-focusBorder: Highlight;
      --vscode-input-placeholderForeground: CanvasText;
      --vscode-list-activeSelectionBackground: Highlight;
      --vscode-list-activeSelectionForeground: HighlightText;
      --vscode-menu-selectionBackground: Highlight;
      --vscode-menu-selectionBorder: Highlight;
      --vscode-menu-selectionForeground: HighlightText;
      --vscode-panelTitle-activeBorder: Highlight;
      --vscode-progressBar-background: Highlight;
      --vscode-textLink-foreground: LinkText;
      --vscode-textLink-activeForeground: LinkText;
    }
    :focus-visible {
      outline-width: 2px;
    }
  }
`;
