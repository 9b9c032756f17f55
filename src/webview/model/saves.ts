/** What a figure is saved as: the ending of its file, and how the menu says it. */
export const saves = [
  { id: 'svg', title: 'Save picture as SVG' },
  { id: 'png', title: 'Save picture as PNG' },
  { id: 'csv', title: 'Save data as CSV' },
] as const;
